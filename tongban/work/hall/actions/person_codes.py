"""The one code of a person: shown, read at machines and windows, refused where it is misused, stopped by its holder."""

import logging
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.throttle import allow, is_used_up, rate
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import User
from tongban.ground.people.queries import applicant_behind
from tongban.work.hall import rules
from tongban.work.hall.actions.appointments import arrive
from tongban.work.hall.models import CodeUse, Kiosk, PersonCode, Place, Ticket, Window
from tongban.work.hall.numbers import CODES
from tongban.work.hall.person_code import read_code, write_code
from tongban.work.hall.queries.line import person_at
from tongban.work.hall.queries.person_codes import visit_of
from tongban.work.hall.rules import CodeFault
from tongban.work.hall.states import HALL

LOG = logging.getLogger(__name__)
REASONS = {
    CodeFault.FORGED: _("This is no code of this office. Open your code on the portal and show it again."),
    CodeFault.BLOCKED: _("The account of this code is closed. Please ask an officer."),
    CodeFault.STOPPED: _("Its holder has stopped this code. Show the one that your phone draws now."),
    CodeFault.EXPIRED: _("This code is too old: it lasts a few minutes. Show the one that your phone draws now."),
    CodeFault.ELSEWHERE: _("This code was read at another place already. Show the one that your phone draws now."),
    CodeFault.USED: _("This code was used here already. Show the one that your phone draws now."),
}  # fmt: skip
TOO_MANY = _("Too many codes were refused here. Please wait a minute, or ask an officer.")
NO_VISIT = _(
    "This person has neither a number nor an appointment here today. Hand out a number, or say why you need to see them."
)


class CodeRefused(Refused):
    """A code that was shown cannot be used, and why."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(REASONS[fault])
        self.fault = fault


class ShownCode(NamedTuple):
    """What is drawn of a code, and until when it is good."""

    text: str
    until: datetime


@transaction.atomic
def show_code(account: User, *, at: datetime) -> ShownCode:
    """Return an account's code as it is drawn now; the first time, the account is given its code."""
    code = PersonCode.objects.filter(account=account).first() or _open_code(account, at)
    return ShownCode(write_code(code.pk, at), at + rules.code_lasts(localdate(at)))


@transaction.atomic
def stop_codes(account: User, *, at: datetime) -> None:
    """Let nothing count any more that was shown of a code before now: a phone was lost, somebody took a picture."""
    code = PersonCode.objects.filter(account=account).first()
    if code is not None:
        code = lock_matter(PersonCode, code.pk)
        record(code, "stop_codes", by=account, at=at, basis=HALL, facts={"stopped_at": at})


def use_at_machine(text: str, kiosk: Kiosk, kind: str, *, at: datetime) -> CodeUse:
    """Read a code at a machine without an officer."""
    return _read(text, kind, kiosk.place, None, f"machine:{kiosk.pk}", at)


def use_at_window(text: str, window: Window, *, by: User, at: datetime, basis: str = "") -> CodeUse:
    """Read a code at a window: who is there is known by it; without a visit today the officer says why."""
    if not by.may("hall.serve"):
        raise PermissionDenied
    return _read(text, CodeUse.Kind.WINDOW, window.place, by, f"officer:{by.pk}", at, basis, window)


def come_to_machine(use: CodeUse, *, at: datetime) -> Ticket | None:
    """Return the number that somebody has here today, or gives them the one of their appointment; else nothing."""
    visit = visit_of(use.code.account, use.place, localdate(at))
    if visit.tickets:
        return visit.tickets[0]
    return arrive(visit.appointments[0], at=at) if visit.appointments else None


def _read(
    text: str,
    kind: str,
    place: Place,
    by: User | None,
    reader: str,
    at: datetime,
    basis: str = "",
    window: Window | None = None,
) -> CodeUse:
    limit, per = rate(settings.RATE_LIMITS["code_refused"])
    key = f"code_refused:{reader}"
    if is_used_up(key, limit=limit, per=per, at=at):
        raise Refused(TOO_MANY)
    said = read_code(text)
    code = PersonCode.objects.filter(pk=said[0]).first() if said else None
    try:
        if said is None or code is None:
            raise CodeRefused(CodeFault.FORGED)
        return _use(code, said[1], kind, place, by, at, basis, window)
    except CodeRefused as refusal:
        allow(key, limit=limit, per=per, at=at)
        LOG.warning("code refused", extra={"kind": kind, "reason": refusal.fault.value})
        if code is not None:
            _note_refusal(code, refusal.fault, kind, place, by, at)
        raise


@transaction.atomic
def _use(
    code: PersonCode,
    issued_at: datetime,
    kind: str,
    place: Place,
    by: User | None,
    at: datetime,
    basis: str,
    window: Window | None,
) -> CodeUse:
    code = lock_matter(PersonCode, code.pk)
    uses = code.uses.filter(issued_at=issued_at).values_list("kind", "place")
    fault = rules.code_fault(issued_at, at, kind=kind, place=place.pk, uses=uses, stopped_at=code.stopped_at)
    if not code.account.is_active:
        fault = CodeFault.BLOCKED
    if fault is not None:
        raise CodeRefused(fault)
    if window is not None:
        _know_visitor(code, window, by, at)
        if not basis and not visit_of(code.account, place, localdate(at)):
            raise Refused(NO_VISIT)
    said = {"kind": kind, "place": place.code}
    record(code, "use_code", by=by, at=at, basis=HALL, note=basis, payload=said)
    return CodeUse.objects.create(
        code=code, issued_at=issued_at, kind=kind, place=place, by=by, basis=basis, at=at
    )


def _know_visitor(code: PersonCode, window: Window, by: User | None, at: datetime) -> None:
    """Let a visit without a name, which stands before the window, be that of the person whose code was read."""
    there, applicant = person_at(window), applicant_behind(code.account)
    if there is not None and there.applicant_id is None and applicant is not None:
        ticket = lock_matter(Ticket, there.pk)
        record(ticket, "identify", by=by, at=at, basis=HALL, facts={"applicant": applicant})


@transaction.atomic
def _note_refusal(
    code: PersonCode, fault: CodeFault, kind: str, place: Place, by: User | None, at: datetime
) -> None:
    code = lock_matter(PersonCode, code.pk)
    said = {"kind": kind, "place": place.code, "why": fault.value}
    record(code, "refuse_code", by=by, at=at, basis=HALL, payload=said)


def _open_code(account: User, at: datetime) -> PersonCode:
    code = PersonCode(reference=CODES.next(localdate(at)), account=account)
    record(code, "open_code", by=account, at=at, basis=HALL)
    code.save(force_insert=True)
    return code
