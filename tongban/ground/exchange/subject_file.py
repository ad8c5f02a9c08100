"""What messages put into an applicant's file: what they were told of matters that the reader may see."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.queries import inbox_of, with_visibility
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.subject_files import MOST, FilePart, FileRow


def _messages(applicant: Applicant, reader: User, _day: date) -> Iterator[FileRow]:
    if applicant.account is None:
        return
    for each in with_visibility(list(inbox_of(applicant.account)[:MOST]), reader):
        if each.is_shown and each.subject:  # type: ignore[attr-defined]
            state = _("Read") if each.read_at else _("Unread")
            yield FileRow(localdate(each.at), f"{each.subject} · {each.title}", state)


PARTS = (FilePart(_("Messages"), "bell", _messages),)
