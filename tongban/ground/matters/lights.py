"""How pages show what is due: the light with the days left."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongban.ground.clock.lights import DueStatus
from tongban.ground.kit.templatetags.kit import light


def words_of(standing: DueStatus | None) -> str:
    """Return how many working days are left or over."""
    if standing is None:
        return _("no limit runs")
    days = standing.days_left
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(days)s working day over", "%(days)s working days over", -days) % {"days": -days}
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def due_light(standing: DueStatus | None) -> SafeString:
    """Return the traffic light of a limit, in colour, sign and words."""
    return light("grey" if standing is None else str(standing.light), words_of(standing))
