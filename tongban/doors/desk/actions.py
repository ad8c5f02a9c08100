"""What officers do at their desk across the rooms: take events of our cases out of the house, open a person's file."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.doors.desk.papers import event_log
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.actions.applicants import subject_of
from tongban.ground.people.models import Applicant, User
from tongban.work.cases.models import Case

BASIS = "local-practice"
GUARDING = cite("personal-information-law:51")


def export_events(
    cases: QuerySet[Case], form: str, chosen: Mapping[str, str], *, by: User | None, at: datetime
) -> tuple[IO[bytes], int]:
    """Write the events of cases to a file and note in the ledger what went out; return the file and its cases."""
    file, count = event_log(cases, form, "Tongban")
    if not count:
        file.close()
        raise Refused(_("No case fits what you chose; widen the days, or leave item and division open."))
    said = {"format": form, "cases": count, **{name: text for name, text in chosen.items() if text}}
    record("EXPORT-EVENTS", "export", by=by, at=at, basis=BASIS, payload=said)
    return file, count


def note_look(applicant: Applicant, *, by: User, at: datetime) -> None:
    """Note in the ledger who looked into a person's file."""
    record(subject_of(applicant), "open_file", by=by, at=at, basis=GUARDING)
