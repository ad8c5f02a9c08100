"""Who may open a page; people decides, pages import it from here."""

from tongban.ground.people.access import (
    PUBLIC,
    SIGNED_IN,
    StaffRequest,
    ask_to_sign_in,
    public,
    requires,
    signed_in,
)

__all__ = ["PUBLIC", "SIGNED_IN", "StaffRequest", "ask_to_sign_in", "public", "requires", "signed_in"]
