"""How a form is answered: saved, wrong (422) or refused (409); what was typed is never lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tongban.ground.ledger import Refused

SAVED, WRONG, REFUSED = 200, 422, 409


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> int:
    """Act when the form is right; return the status of the answer and leave the reason in the form.

    A form with a ``refuse`` of its own is told the reason there.
    """
    if not form.is_valid():
        return WRONG
    try:
        act()
    except Refused as refusal:
        getattr(form, "refuse", lambda reason: form.add_error(None, reason))(str(refusal))
        return REFUSED
    except ValidationError as error:
        show_errors(form, error)
        return WRONG
    return SAVED


def show_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what a record found wrong beside the fields that the form has, the rest above them."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong in a file that is taken in, and where: sheet, row and column."""

    sheet: str
    row: int
    column: str
    text: str


class FaultyFile(Exception):
    """The file cannot be taken in; nothing was written."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        super().__init__("; ".join(fault.text for fault in faults))
        self.faults = list(faults)
