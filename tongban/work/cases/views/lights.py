"""How the pages show limits: the light with the days left, the words of the clock in the page's language."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tongban.ground.clock.words import ClockText
from tongban.ground.kit.templatetags.kit import light
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import standing_of_parcel, trouble_of
from tongban.work.cases.models import Case, Status

TONES = {
    Status.GRANTED: "green",
    Status.ISSUED: "green",
    Status.DELIVERED: "green",
    Status.REFUSED: "red",
    Status.NOT_ACCEPTED: "red",
    Status.INCOMPLETE: "yellow",
    Status.PAUSED: "yellow",
    Status.FILED: "blue",
    Status.COMPLETED: "blue",
    Status.ACCEPTED: "blue",
}


def status_light(case: Case) -> SafeString:
    """Return where a case stands, in colour, sign and word."""
    return light(TONES.get(Status(case.status), "grey"), case.get_status_display())


def parcel_light(sent: Delivery) -> SafeString:
    """Return where a parcel is, or why no courier comes for it, in colour, sign and words."""
    arrived = "green" if sent.state == Delivery.State.SIGNED else "blue"
    return light("red" if trouble_of(sent) else arrived, standing_of_parcel(sent))


def in_page_language(words: ClockText) -> str:
    """Return a bilingual text in the page's language."""
    return words.said_in(get_language() or "zh-hans")
