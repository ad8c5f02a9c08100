"""Refusals: a move that may not be made, and an edit that comes too late."""

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from tongban.ground.kit.constraints import reason_of_integrity
from tongban.ground.kit.fonts import PrintError
from tongban.ground.ledger import Refused
from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.keys import KeyMissing

Mark = str | int
"""What a form has seen of the thing it changes: the number of its last entry, its version, or the digest of its row."""


class StaleEdit(Refused):
    """Somebody else changed the same thing after this page was opened."""

    def __init__(self, changed_by: object = "") -> None:
        self.changed_by = changed_by
        name = {"name": changed_by}
        super().__init__(
            _("%(name)s has changed this since you opened the page.") % name
            if changed_by
            else _("Somebody has changed this since you opened the page.")
        )


def require_unchanged(seen: Mark | None, now: Mark, changed_by: object = "") -> None:
    """Raise StaleEdit unless what the form has seen still stands; whoever acts without a page has seen nothing (None).

    The caller holds the lock.
    """
    if seen is not None and str(seen) != str(now):
        raise StaleEdit(changed_by)


def mark_of(row: models.Model) -> str:
    """Return the mark of a row as it stands: its version where it counts its changes, or else its digest."""
    version = getattr(row, "version", None)
    if isinstance(version, int):
        return str(version)
    values = [(field.name, field.value_to_string(row)) for field in row._meta.concrete_fields]
    return sm3(repr(values).encode()).hex()[:16]


def reason_of(error: Exception) -> str | None:
    """Return in plain words why something was refused; None when the error is no refusal."""
    if isinstance(error, IntegrityError):
        return reason_of_integrity(error)
    return str(error) if isinstance(error, Refused | PrintError | KeyMissing) else None
