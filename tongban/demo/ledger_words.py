"""What loading the demo did, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords(
        "DEMO",
        {
            "begin_load": _("Began to load an invented year"),
            "load_month": _("Loaded an invented month"),
            "enlist": _("Enlisted an invented assessor"),
        },
    ),
)
