"""What ratings put into an applicant's file: the bad ones that the reader may see, with how the work stands."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.subject_files import MOST, FilePart, FileRow
from tongban.work.ratings.queries import visible_to


def _ratings(applicant: Applicant, reader: User, _day: date) -> Iterator[FileRow]:
    own = visible_to(reader).filter(rating__invitation__applicant=applicant).order_by("-pk")
    for each in own[:MOST]:
        title = f"{each.reference} · {each.rating.invitation.item_name} · {each.rating.get_level_display()}"
        link = reverse("ratings:work", args=[each.reference])
        yield FileRow(localdate(each.rating.at), title, each.get_status_display(), link)


PARTS = (FilePart(_("Bad ratings"), "thumb-down", _ratings),)
