"""Who may read what is not public."""

from typing import Any


def may_read_drafts(user: Any) -> bool:
    """Return whether a person sees drafts and items that were never published."""
    return bool(getattr(user, "is_authenticated", False) and user.may("catalogue.read"))
