"""Tell the screens of a place that something has changed."""

from tongban.ground.exchange.live_topics import announce_change
from tongban.work.hall.models import Place
from tongban.work.hall.queries.screen import TOPIC


def announce(place: Place) -> None:
    """Tell the live servers, once this transaction is committed."""
    announce_change(TOPIC, place.code)
