from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArgmapConfig(AppConfig):
    name = "argmap"
    default = True  # of the two in this module, that of the app
    verbose_name = "Argmap"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from argmap.services import search_index  # its models can be imported from here on

        pre_migrate.connect(search_index.before_migrations, sender=self)
        post_migrate.connect(search_index.after_migrations, sender=self)


class ServedStaticFiles(StaticFilesConfig):
    """Collects only what a page asks for: half of the first start's time would go into compressing the rest."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",  # the API's pages are Swagger UI
        "rest_framework",  # the browsable API, which is switched off
        "*.map",
        "ht*-4*.js",  # htmx 4 and what belongs to it; we use htmx 2
        "hx-*-4*.js",
    ]
