"""How an edit is answered: saved, wrong (422) or refused (409); what was typed is never lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongban.account.evaluation.forms.editing import RecordForm
from tongban.ground.ledger import Refused

SAVED, WRONG, REFUSED = 200, 422, 409


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> int:
    """Act when the form is right; return the status of the answer and leave the reason in the form."""
    if not form.is_valid():
        return WRONG
    try:
        act()
    except Refused as refusal:
        _refuse(form, str(refusal))
        return REFUSED
    except ValidationError as error:
        _take(form, error)
        return WRONG
    return SAVED


def _refuse(form: forms.BaseForm, reason: str) -> None:
    if isinstance(form, RecordForm):
        form.refuse(reason)
    else:
        form.add_error(None, reason)


def _take(form: forms.BaseForm, error: ValidationError) -> None:
    if isinstance(form, RecordForm):
        form.take(error)
    else:
        form.add_error(None, ValidationError(error.messages))


def saved(request: HttpRequest, *to: Any, message: str = "") -> HttpResponse:
    """Say that it was saved and go on."""
    messages.success(request, message or _("Saved."))
    return redirect(*to)
