"""Doing the duties that are due: each by one server at a time, its failure kept, logged and tried again."""

import logging
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.locks import try_lock
from tongban.ground.kit.request_id import task
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.ports import require_no_transaction
from tongban.ground.matters import clock_gate
from tongban.ground.matters.duties import Duty, duties
from tongban.ground.matters.models import DutyRun
from tongban.ground.matters.rules import is_due, wait_after_failure
from tongban.ground.people.models import User

LOG = logging.getLogger(__name__)
MAY_RUN = "duties.manage"
BASIS = cite("gbt-22239")
Outcome = DutyRun.Outcome


def run_due(*, at: datetime) -> list[DutyRun]:
    """Do the duties whose time has come; return how they went."""
    next_at = dict(DutyRun.objects.values_list("name", "next_at"))
    wanted = [duty for duty in duties().values() if is_due(next_at.get(duty.name), duty.every, at)]
    return [ran for duty in wanted if (ran := run(duty, at=at, only_if_due=True))]


def run_all(*, at: datetime) -> list[DutyRun]:
    """Do every duty now, due or not; return how they went."""
    return [ran for duty in duties().values() if (ran := run(duty, at=at))]


def run(duty: Duty, *, at: datetime, only_if_due: bool = False) -> DutyRun | None:
    """Do one duty and keep what came of it; None while somebody else is doing it, or has just done it."""
    require_no_transaction(f"The duty {duty.name}")
    with try_lock(f"duty {duty.name}") as is_ours:
        if not is_ours:
            return None
        kept = DutyRun.objects.filter(pk=duty.name).first()
        if only_if_due and kept and not is_due(kept.next_at, duty.every, at):
            return None
        with task(f"duty-{duty.name}"):
            return _do(duty, kept or DutyRun(name=duty.name), at)


def run_now(duty: Duty, *, by: User, at: datetime) -> DutyRun:
    """Do one duty because somebody asks for it, and say so in the ledger."""
    if not by.may(MAY_RUN):
        raise PermissionDenied
    ran = run(duty, at=at)
    if ran is None:
        raise Refused(_("This is being done just now. Please look again in a moment."))
    record(
        f"DUTY-{duty.name}",
        "run_now",
        by=by,
        at=at,
        basis=BASIS,
        after=ran.outcome,
        payload={"count": ran.count},
    )
    return ran


def _do(duty: Duty, kept: DutyRun, at: datetime) -> DutyRun:
    if not duty.undoable and not clock_gate.clock_is_trusted(at):
        return _stopped(kept, at)
    kept.outcome, kept.begun_at, kept.next_at = Outcome.RUNNING, at, at
    kept.save()
    try:
        count = duty.act(at=at)
    except Exception as error:
        LOG.exception("duty failed", extra={"subject": f"DUTY-{duty.name}"})
        return _failed(duty, kept, error, at)
    kept.outcome, kept.count, kept.error, kept.failures = Outcome.DONE, count, "", 0
    kept.succeeded_at, kept.next_at = at, at + duty.every
    kept.save()
    if count:
        LOG.info("duty done", extra={"subject": f"DUTY-{duty.name}", "count": count})
    return kept


def _stopped(kept: DutyRun, at: datetime) -> DutyRun:
    """Note that a duty was not done because of the clock; it stays due."""
    LOG.warning("duty put off: the clock is in doubt", extra={"subject": f"DUTY-{kept.name}"})
    kept.outcome, kept.next_at = Outcome.STOPPED, at
    kept.begun_at = kept.begun_at or at
    kept.save()
    return kept


def _failed(duty: Duty, kept: DutyRun, error: Exception, at: datetime) -> DutyRun:
    kept.outcome, kept.error = Outcome.FAILED, _first_line(error)
    kept.failures += 1
    kept.next_at = at + wait_after_failure(kept.failures, duty.every)
    kept.save()
    return kept


def _first_line(error: Exception) -> str:
    """Return what an administrator is told; the further lines of a database error quote the rows, and so people."""
    return f"{type(error).__name__}: {error}".partition("\n")[0][:300]
