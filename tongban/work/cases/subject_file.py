"""What cases put into an applicant's file: the applications, and the parcels of these."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.subject_files import MOST, FilePart, FileRow
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import visible_to


def _own(applicant: Applicant, reader: User, day: date) -> QuerySet[Case]:
    return visible_to(reader, day).filter(applicant=applicant)


def _cases(applicant: Applicant, reader: User, day: date) -> Iterator[FileRow]:
    for each in _own(applicant, reader, day).order_by("-pk")[:MOST]:
        link = reverse("cases:case", args=[each.reference])
        filed_on = localdate(each.filed_at) if each.filed_at else None
        yield FileRow(filed_on, f"{each.reference} {each.version.item.name}", each.get_status_display(), link)


def _parcels(applicant: Applicant, reader: User, day: date) -> Iterator[FileRow]:
    cases = _own(applicant, reader, day).order_by().values("reference")
    for each in Delivery.objects.filter(way=Delivery.Way.COURIER, matter__in=cases)[:MOST]:
        title = f"{each.matter} · {each.get_direction_display()} · {each.courier} {each.waybill}".strip()
        link = reverse("cases:case", args=[each.matter])
        yield FileRow(localdate(each.ordered_at), title, each.get_state_display(), link)


PARTS = (
    FilePart(_("Applications"), "folder", _cases),
    FilePart(_("Parcels"), "truck-delivery", _parcels),
)
