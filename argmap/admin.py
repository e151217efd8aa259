"""Django's admin for the site's operator: accounts and projects. Maps change through their services only."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from argmap.models import ApiToken, ArgumentMap, Article, Change, Membership, Project, User

admin.site.site_header = admin.site.site_title = "Argmap"
admin.site.register(User, UserAdmin)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    inlines = (MembershipInline,)


class ReadOnly:
    """To look at: what these rows hold changes through services, or not at all."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "author", "project", "created_at")
    search_fields = ("title", "author")
    list_filter = ("project",)


@admin.register(ArgumentMap)
class ArgumentMapAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "project", "version", "updated_at")
    search_fields = ("title",)
    list_filter = ("project",)


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("number", "summary", "actor", "time", "map")
    list_select_related = ("actor", "map")

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("user", "created_at")
    exclude = ("digest",)
