"""What was done with staff and with applicants, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.ground.people.roles import ROLES

WORDS = (
    SubjectWords(
        "user",
        {
            "employ": _("Took on"),
            "set_roles": _("Changed the roles"),
            "transfer": _("Moved to another department"),
            "enable": _("Unlocked the account"),
            "disable": _("Locked the account"),
            "reset_password": _("Reset the password"),
            "remove_second_factor": _("Removed the second factor"),
            "change_password": _("Changed the own password"),
            "substitute": _("Named who acts in the place"),
            "end_substitution": _("Ended the substitution"),
            "renew_digest": _("Made the digest of the password anew"),
        },
        {code: role.title for code, role in ROLES.items()},
    ),
    SubjectWords(
        "applicant",
        {
            "register": _("Registered an applicant"),
            "correct": _("Corrected an applicant"),
            "open_file": _("Looked into the applicant's file"),
            "sign_up": _("Signed up"),
            "open_account": _("Opened an account"),
            "connect_system": _("Connected a system"),
            "verify": _("Confirmed who it is"),
            "represent": _("Began to represent an enterprise"),
            "ask_for_enterprise": _("Asked to represent an enterprise"),
            "give_mandate": _("Gave a mandate"),
            "revoke_mandate": _("Revoked a mandate"),
        },
    ),
    SubjectWords(
        "department",
        {"rename": _("Renamed"), "place": _("Place in lists changed"), "close": _("Last day entered")},
    ),
    SubjectWords(
        "CREDIT",
        {
            "mark_credit": _("Entered a broken commitment or bad credit"),
            "repair_credit": _("Entered that credit was repaired"),
        },
    ),
)
