"""What the pages of a case and of a visit link to: the help of the person, with the helper's name."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.ground.matters.links import MatterLink
from tongban.ground.people.models import User
from tongban.work.assistance.queries.assistances import open_for, visible_to
from tongban.work.cases.models import Case
from tongban.work.hall.models import Ticket


def links(matter: Any, user: User) -> Iterator[MatterLink]:
    """Yield who helps the person of a case or a visit."""
    if not isinstance(matter, Case | Ticket) or matter.applicant is None or not user.may("assistance.read"):
        return
    found = list(open_for(matter.applicant))
    own = (
        set(visible_to(user).filter(applicant=matter.applicant).values_list("pk", flat=True)) if found else ()
    )
    for each in found:
        title = _("Helper: %(name)s") % {"name": each.helper} if each.helper else _("A helper was asked for")
        url = reverse("assistance:matter", args=[each.reference]) if each.pk in own else ""
        yield MatterLink(title, url, "heart-handshake")
