"""What the page of a case links to: what was said could not be done, and the report of a refusal."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.ground.matters.links import MatterLink
from tongban.ground.people.models import User
from tongban.work.cases.models import Case
from tongban.work.obstacles.models import Source
from tongban.work.obstacles.queries.entries import REFUSALS, visible_to


def links(matter: Any, user: User) -> Iterator[MatterLink]:
    """Yield the entries of a case, and where its refusal is reported on the spot."""
    if not isinstance(matter, Case) or not user.may("obstacles.read"):
        return
    entries = list(visible_to(user).filter(case=matter))
    for each in entries:
        yield MatterLink(each.reference, reverse("obstacles:entry", args=[each.reference]), "barrier-block")
    is_reported = any(each.source == Source.REFUSAL for each in entries)
    if matter.status in REFUSALS and user.may("cases.intake") and not is_reported:
        address = f"{reverse('obstacles:report')}?case={matter.reference}"
        yield MatterLink(_("Report the refusal"), address, "message-report", "primary")
