"""How a form is answered: saved, wrong (422) or refused (409); what was typed is never lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongban.ground.kit.constraints import reason_of_integrity
from tongban.ground.ledger import Refused

Made = TypeVar("Made")
OPENED, SAVED, WRONG, REFUSED = 200, 302, 422, 409


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> int:
    """Act when the form was sent and is right; return the status of the answer and leave the reason in the form.

    A form with a ``refuse`` of its own is told the refusal there.
    """
    if not form.is_bound:
        return OPENED
    if not form.is_valid():
        return WRONG
    try:
        act()
    except Refused as refusal:
        getattr(form, "refuse", lambda refusal: form.add_error(None, str(refusal)))(refusal)
        return REFUSED
    except ValidationError as error:
        show_errors(form, error)
        return WRONG
    except IntegrityError as error:
        if (reason := reason_of_integrity(error)) is None:
            raise
        form.add_error(None, reason)
        return REFUSED
    return SAVED


def attempt_making(form: forms.BaseForm, make: Callable[[], Made]) -> tuple[int, Made | None]:
    """Act as ``attempt`` does; return beside the status what was made, which is nothing unless it was saved."""
    made: list[Made] = []
    status = attempt(form, lambda: made.append(make()))
    return status, made[0] if made else None


def redirect_saved(request: HttpRequest, *to: Any, message: str = "") -> HttpResponse:
    """Say that it was saved, and go on."""
    messages.success(request, message or _("Saved."))
    return redirect(*to)


def show_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what a record found wrong beside the fields that the form has, the rest above them."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
