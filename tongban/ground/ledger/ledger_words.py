"""What was done with the installation itself, its clock and its proofs, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords(
        "FACTS", {"mark": _("Fixed what acts left of rows"), "adopt": _("Adopted rows as they stand")}
    ),
    SubjectWords(
        "SEALS",
        {
            "import_notes": _("Took over the former notes of seals"),
            "move_here": _("Moved the installation to this database"),
            "restore": _("Restored a backup"),
            "rotate_key": _("Handed over to a new signing key"),
        },
    ),
    SubjectWords("CLOCK", {"confirm_clock": _("Confirmed the clock")}),
)
