"""What the hall puts into an applicant's file: visits and appointments, for who works in the hall."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.subject_files import MOST, FilePart, FileRow
from tongban.work.hall.queries.appointments import visible_to
from tongban.work.hall.queries.line import tickets_visible_to


def _visits(applicant: Applicant, reader: User, _day: date) -> Iterator[FileRow]:
    for each in tickets_visible_to(reader).filter(applicant=applicant).order_by("-pk")[:MOST]:
        link = reverse("hall:ticket", args=[each.reference])
        yield FileRow(
            each.day, f"{each.number} · {each.place} · {each.group}", each.get_status_display(), link
        )


def _appointments(applicant: Applicant, reader: User, _day: date) -> Iterator[FileRow]:
    for each in visible_to(reader).filter(applicant=applicant).order_by("-day", "-pk")[:MOST]:
        title = f"{each.reference} · {each.place} · {each.item or each.group}"
        yield FileRow(each.day, title, each.get_status_display(), reverse("hall:appointments"))


PARTS = (
    FilePart(_("Visits"), "ticket", _visits),
    FilePart(_("Appointments"), "calendar-time", _appointments),
)
