"""What was done with bulletins, rules of the ranking and maps, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords("BULLETIN", {"paper": _("Issued the bulletin")}),
    SubjectWords("RANKING", {"set_rules": _("Set the rules of the ranking")}),
    SubjectWords("DISTRICTS", {"load_map": _("Loaded a map of the districts")}),
)
