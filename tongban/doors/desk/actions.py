"""What officers do at their desk across the rooms: take the events of our cases out of the house."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.doors.desk.papers import event_log
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.models import Case

BASIS = "local-practice"


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
