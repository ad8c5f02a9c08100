"""What filing makes of an application: begun, signed for, filed, completed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused, start_chain
from tongban.ground.matters.effects import Effect, PaperToWrite
from tongban.ground.people.models import Applicant
from tongban.offer.catalogue.models import ItemVersion, Mode
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import WAITING, Case, Channel, Paper, Status
from tongban.work.cases.queries.needs import Incomplete, faults_of
from tongban.work.cases.rules.limits import notice_due

RECEIPT = (PaperToWrite(Paper.Kind.RECEIPT),)


def new_case(
    version: ItemVersion,
    applicant: Applicant,
    *,
    reference: str,
    check_code: str,
    at: datetime,
    answers: Mapping[str, Any],
    agent: Applicant | None = None,
) -> Case:
    """Return a new case of an item, not kept yet."""
    case = Case(
        reference=reference,
        version=version,
        division=version.item.division,
        divisions=[version.item.division_id],
        applicant=applicant,
        agent=agent,
        mode=Mode.AT_ONCE if version.mode == Mode.AT_ONCE else Mode.ORDINARY,
        answers=answers,
        check_code=check_code,
        begun_at=at,
        saved_at=at,
    )
    start_chain(case)
    return case


def begin(case: Case, *, by: Any, at: datetime) -> Effect:
    """Begin an application online."""
    return Effect({"channel": Channel.ONLINE}, payload={"item": case.version.reference})


def take_in(case: Case, *, by: Any, at: datetime) -> Effect:
    """Take in an application at the window."""
    facts = {"channel": Channel.WINDOW, "taken_in_by_id": by.pk, **_filed(case, at)}
    return Effect(facts, papers=RECEIPT, payload={"item": case.version.reference})


def commit(case: Case, *, by: Any, at: datetime) -> Effect:
    """Sign the commitment."""
    if case.status not in (Status.DRAFT, *WAITING) or case.version.mode != Mode.COMMITMENT:
        raise Refused(_("This application cannot be decided on a commitment."))
    return Effect({"mode": Mode.COMMITMENT, "committed_at": at})


def file(case: Case, *, by: Any, at: datetime) -> Effect:
    """File a complete application; the five days to answer begin."""
    _require_complete(case)
    return Effect(_filed(case, at), papers=RECEIPT)


def complete(case: Case, *, by: Any, at: datetime) -> Effect:
    """Hand in what was missing; nothing that was returned may be left as it was."""
    _require_complete(case)
    facts = {"completed_at": at, "notice_due_on": notice_due(day_of(at), calendar_of(case))}
    return Effect(facts, papers=RECEIPT)


def _filed(case: Case, at: datetime) -> dict[str, object]:
    return {"filed_at": at, "saved_at": at, "notice_due_on": notice_due(day_of(at), calendar_of(case))}


def _require_complete(case: Case) -> None:
    faults = faults_of(case)
    if faults:
        raise Incomplete(faults)
