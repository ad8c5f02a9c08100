"""What people put into an applicant's file: who acts for them, and marks of bad credit."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, Mandate, User
from tongban.ground.people.queries import credit_marks
from tongban.ground.people.subject_files import MOST, FilePart, FileRow

READS_MARKS = ("cases.supervise", "cases.intake", "cases.review", "cases.read_all")


def _mandates(applicant: Applicant, _reader: User, day: date) -> Iterator[FileRow]:
    for each in Mandate.objects.filter(principal=applicant).select_related("agent").order_by("-since")[:MOST]:
        yield FileRow(each.since, str(each.agent), _("in force") if each.holds_on(day) else _("over"))


def _marks(applicant: Applicant, reader: User, day: date) -> Iterator[FileRow]:
    if any(map(reader.may, READS_MARKS)):
        for each in credit_marks().filter(applicant=applicant)[:MOST]:
            state = _("counts") if each.counts_on(day) else _("over")
            yield FileRow(each.since, f"{each.get_kind_display()} · {each.reason}", state)


PARTS = (
    FilePart(_("Who acts for them"), "user-check", _mandates),
    FilePart(_("Broken commitments and bad credit"), "shield-x", _marks),
)
