"""The tiles of inspection on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.inspection.models import ClosingLead, Rectification
from tongban.work.inspection.queries.inspections import open_for
from tongban.work.inspection.queries.leads import leads_visible_to
from tongban.work.inspection.queries.rounds import rectifications_visible_to


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return what waits to be inspected, judged or put right."""
    if user.may("inspection.inspect"):
        count, address = open_for(user).count(), reverse("inspection:inspections")
        yield Tile(_("Inspections"), count, f"{address}?status=open", _("to be inspected"), False)
    if user.may("inspection.judge"):
        waiting = (ClosingLead.Status.FOUND, ClosingLead.Status.LOOKED_AT)
        count = leads_visible_to(user).filter(status__in=waiting).count()
        yield Tile(
            _("Leads on forged closings"), count, reverse("inspection:leads"), _("to be judged"), False
        )
    if user.may("hotline.approve"):
        rows = rectifications_visible_to(user).filter(status=Rectification.Status.OPEN)
        late = rows.filter(due_on__lt=day).exists()
        yield Tile(
            _("Rectifications"),
            rows.count(),
            reverse("inspection:rectifications"),
            _("to be put right"),
            late,
        )
