"""How an edit that succeeded is answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def redirect_saved(request: HttpRequest, *to: Any, message: str = "") -> HttpResponse:
    """Say that it was saved and go on."""
    messages.success(request, message or _("Saved."))
    return redirect(*to)
