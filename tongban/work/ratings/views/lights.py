"""Where the work on a bad rating stands, in colour, sign and word."""

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.templatetags.kit import light
from tongban.work.ratings.models import BadRating
from tongban.work.ratings.queries import due_of

TONES = {"open": "red", "contacted": "yellow", "appealed": "yellow", "remedied": "blue", "closed": "green"}


def status_light(work: BadRating) -> SafeString:
    """Return the light of the work; black once it is overdue."""
    due = due_of(work)
    if due is not None and due < localdate():
        return light("black", _("%(status)s, overdue") % {"status": work.get_status_display()})
    return light(TONES.get(work.status, "grey"), work.get_status_display())
