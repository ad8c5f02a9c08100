"""What help puts into an applicant's file: the helper, so that any window knows whom to ask."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.subject_files import MOST, FilePart, FileRow
from tongban.work.assistance.queries.assistances import visible_to


def _helpers(applicant: Applicant, reader: User, _day: date) -> Iterator[FileRow]:
    for each in visible_to(reader).filter(applicant=applicant)[:MOST]:
        title = f"{each.title} · {each.helper}" if each.helper else each.title
        link = reverse("assistance:matter", args=[each.reference])
        yield FileRow(localdate(each.asked_at), title, each.get_status_display(), link)


PARTS = (FilePart(_("Helpers"), "heart-handshake", _helpers),)
