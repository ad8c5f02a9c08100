"""What was done with connected systems, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.doors.api.scopes import SCOPES
from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords(
        "CLIENT",
        {
            "register": _("Registered the system"),
            "set_rights": _("Changed the scopes"),
            "shut_out": _("Shut the system out"),
            "admit": _("Admitted the system again"),
            "issue_key": _("Issued a key"),
            "revoke_key": _("Revoked a key"),
        },
        SCOPES,
    ),
)
