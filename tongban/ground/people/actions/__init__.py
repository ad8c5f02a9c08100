"""What is done to staff, at the door, and to applicants."""

from tongban.ground.people.actions.applicants import (
    correct,
    give_mandate,
    open_account,
    register,
    revoke_mandate,
)
from tongban.ground.people.actions.staff import (
    begin_attempt,
    employ,
    forget_old_sign_ins,
    note_own_password,
    note_right_password,
    note_session,
    place,
    remove_second_factor,
    reset_password,
    set_active,
    set_roles,
    subject_of,
    transfer,
)

__all__ = [
    "begin_attempt",
    "correct",
    "employ",
    "forget_old_sign_ins",
    "give_mandate",
    "note_own_password",
    "note_right_password",
    "note_session",
    "open_account",
    "place",
    "register",
    "remove_second_factor",
    "reset_password",
    "revoke_mandate",
    "set_active",
    "set_roles",
    "subject_of",
    "transfer",
]
