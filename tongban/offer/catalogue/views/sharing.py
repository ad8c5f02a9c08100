"""What the pages share: who may open them, the version asked for, and how a form is answered."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.offer.catalogue import queries
from tongban.offer.catalogue.models import ItemVersion, Status

reads = requires("catalogue.read")
edits = requires("catalogue.edit")
SAVED, WRONG, REFUSED = 200, 422, 409


def version_for(request: StaffRequest, pk: int) -> ItemVersion:
    """Return a version with its guide that this person may see; anything else does not exist."""
    return get_object_or_404(queries.with_guide(queries.visible_to(request.user)), pk=pk)


def is_editable(request: StaffRequest, version: ItemVersion) -> bool:
    """Say whether this person may change the version now."""
    return version.status == Status.DRAFT and request.user.may("catalogue.edit")


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> int:
    """Act when the form is right; return the status of the answer and leave the reason in the form."""
    if not form.is_valid():
        return WRONG
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return REFUSED
    except ValidationError as error:
        _take(form, error)
        return WRONG
    return SAVED


def _take(form: forms.BaseForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
