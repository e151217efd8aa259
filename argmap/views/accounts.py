from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from argmap.models import User
from argmap.services.accounts import use_sign_in_link

BACKEND = "django.contrib.auth.backends.ModelBackend"

sign_in = LoginView.as_view(template_name="accounts/sign_in.html", redirect_authenticated_user=True)
sign_out = LogoutView.as_view()


@never_cache
@require_safe
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Signs in at once, as Jupyter does; the link works one time, and a HEAD request does not use it up."""
    if request.method == "HEAD":
        return HttpResponse()
    user = use_sign_in_link(secret)
    if user is None:
        return render(request, "accounts/link_used.html", status=410)
    login(request, user, backend=BACKEND)
    return redirect("home")


class PasswordView(PasswordChangeView):
    """Asks for the old password only where there is one: who came by a link has none."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("home")

    def get_form_class(self) -> type[SetPasswordForm[Any]]:  # type: ignore[override]  # the stubs allow one class only
        user = cast(User, self.request.user)
        return PasswordChangeForm if user.has_usable_password() else SetPasswordForm

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)
