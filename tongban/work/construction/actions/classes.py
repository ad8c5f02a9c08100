"""What a class of projects may take, entered anew from a day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.bundles.models import Bundle
from tongban.work.construction.models import ClassStage, Kind, ProjectClass
from tongban.work.construction.states import STAGES


class StageContent(NamedTuple):
    """A stage as entered: its bundle, its days, what is reviewed together in it and for how long."""

    bundle: Bundle
    days: int
    review: str = ""
    review_days: int = 0


@transaction.atomic
def set_class(
    name: str,
    since: date,
    whole_days: int,
    basis: str,
    stages: Sequence[StageContent],
    *,
    by: User,
    at: datetime,
) -> ProjectClass:
    """Enter what a class may take from a day; what applied before ends the day before. Running projects keep theirs."""
    if not by.may("construction.classes"):
        raise PermissionDenied
    _check(name, basis, stages)
    before = ProjectClass.objects.select_for_update().filter(name=name.strip(), until__isnull=True).first()
    if before is not None:
        if since <= before.since:
            raise Refused(_("What applies now began on that day or later. Choose a later day."))
        before.until = since - timedelta(days=1)
        before.save(update_fields=["until"])
        record(before, "end_class", by=by, at=at, basis=STAGES, payload={"until": before.until})
    made = ProjectClass.objects.create(
        name=name.strip(), since=since, whole_days=whole_days, basis=basis.strip()
    )
    ClassStage.objects.bulk_create(
        ClassStage(of=made, number=place, **each._asdict()) for place, each in enumerate(stages, start=1)
    )
    said = {"name": made.name, "since": since, "whole": whole_days, "stages": [each.days for each in stages]}
    record(made, "set_class", by=by, at=at, basis=STAGES, payload=said)
    return made


def _check(name: str, basis: str, stages: Sequence[StageContent]) -> None:
    if not name.strip() or not basis.strip():
        raise Refused(_("A class has a name and a basis."))
    if not stages or len({each.bundle.pk for each in stages}) < len(stages):
        raise Refused(_("Each stage has a bundle of its own."))
    if any(bool(each.review) != bool(each.review_days) for each in stages):
        raise Refused(_("What is reviewed together has its working days, and only that."))
    if not {each.review for each in stages} <= {"", *Kind.values}:
        raise Refused(_("Only drawings and acceptance are reviewed together."))
