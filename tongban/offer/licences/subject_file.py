"""What licences put into an applicant's file."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.subject_files import MOST, FilePart, FileRow
from tongban.offer.licences.queries import visible_to


def _licences(applicant: Applicant, reader: User, day: date) -> Iterator[FileRow]:
    for each in visible_to(reader, day).filter(holder=applicant)[:MOST]:
        is_over = each.valid_until is not None and each.valid_until < day
        state = _("expired") if is_over else each.get_status_display()
        yield FileRow(localdate(each.issued_at), f"{each.type} {each.number}", state)


PARTS = (FilePart(_("Licences"), "license", _licences),)
