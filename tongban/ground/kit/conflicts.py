"""Refusals: a move that may not be made, and an edit that comes too late."""

from datetime import datetime

from django.utils.translation import gettext as _

from tongban.ground.kit.fonts import PrintError


class StaleEdit(Exception):
    """Somebody else changed the same thing after this page was opened."""

    def __init__(self, changed_by: object = "", changed_at: datetime | None = None) -> None:
        self.changed_by, self.changed_at = changed_by, changed_at
        super().__init__(str(changed_by))


def require_unchanged(opened_version: str | int, current_version: str | int, changed_by: object = "") -> None:
    """Raise StaleEdit unless the version the form was opened with is still the current one."""
    if str(opened_version) != str(current_version):
        raise StaleEdit(changed_by)


def reason_of(error: Exception) -> str | None:
    """Return in plain words why something was refused; None when the error is no refusal."""
    from tongban.ground.ledger import Refused
    from tongban.ground.ledger.keys import KeyMissing

    if isinstance(error, StaleEdit):
        if error.changed_by:
            return _("%(name)s has changed this since you opened the page.") % {"name": error.changed_by}
        return _("Somebody has changed this since you opened the page.")
    if isinstance(error, Refused | PrintError | KeyMissing):
        return str(error)
    return None
