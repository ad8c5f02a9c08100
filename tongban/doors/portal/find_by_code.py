"""A number and a code that were typed, and what they lead to."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

Found = TypeVar("Found")
BOTH_ON_THE_RECEIPT = _("Number and code do not fit together. Both stand on your receipt.")


def find_by_code(
    form: forms.Form, find: Callable[[str, str], Found | None], wrong: Any = BOTH_ON_THE_RECEIPT
) -> Found | None:
    """Return what they lead to; the form says where they do not fit together."""
    if not form.is_valid():
        return None
    found = find(form.cleaned_data["number"], form.cleaned_data["code"])
    if found is None:
        form.add_error(None, wrong)
    return found
