"""What is done with a demand: filed, taken down, answered, sent policies, put to an expert, put forward for the case store."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people import identity
from tongban.ground.people.models import User
from tongban.offer.knowledge.actions.entries import propose_entry as propose_knowledge
from tongban.offer.knowledge.models import EntryVersion
from tongban.offer.policies.models import Expert, Policy
from tongban.work.aid.models import EnterpriseDemand, SentPolicy
from tongban.work.aid.notices import NOTICES
from tongban.work.aid.queries.demands import (
    aid_line,
    answer_of,
    bare_calls,
    explained,
    matches_of,
    own_enterprises,
    visible_to,
    waiting_for_a_meeting,
)
from tongban.work.aid.rules import ORDER_KINDS
from tongban.work.aid.states import LISTENING, OFFERING
from tongban.work.hotline.actions import intake, outside
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Channel, Order, Status


class EnterpriseSaid(NamedTuple):
    """What an enterprise says of itself and of what it wants."""

    credit_code: str
    enterprise: str
    kind: str
    stage: str
    industry: str
    text: str
    area_id: int | None = None
    contact: str = ""
    phone: str = ""
    is_example: bool = False


@transaction.atomic
def file_demand(said: EnterpriseSaid, *, by: User, at: datetime) -> EnterpriseDemand:
    """File a demand with the account of an enterprise: it becomes an order of the line."""
    if not own_enterprises(by, localdate(at)).filter(number=said.credit_code).exists():
        raise PermissionDenied
    order = intake.file(_demand(said, Channel.WEB, at), at=at).order
    demand = _new_demand(said, order, filed_by=by)
    payload = _payload(demand)
    NOTICES.announce(record(demand.reference, "file_demand", by=by, at=at, basis=LISTENING, payload=payload))
    return demand


@transaction.atomic
def take_demand(said: EnterpriseSaid, channel: str, *, by: User, at: datetime) -> EnterpriseDemand:
    """Take down what an enterprise demands by telephone or on a visit."""
    _require_specialist(by)
    order = intake.register(_demand(said, channel, at), by=by, at=at).order
    return _take(said, order, by, at)


@transaction.atomic
def complete_call(order: Order, said: EnterpriseSaid, *, by: User, at: datetime) -> EnterpriseDemand:
    """Say which enterprise an order is of that an agent took down on the line; its text stays as it was taken down."""
    order = lock_matter(Order, order.pk)
    if not bare_calls(by).filter(pk=order.pk).exists():
        raise Refused(_("Somebody has said already which enterprise this is."))
    return _take(said, order, by, at)


def _take(said: EnterpriseSaid, order: Order, by: User, at: datetime) -> EnterpriseDemand:
    demand = _new_demand(said, order)
    record(demand.reference, "take_demand", by=by, at=at, basis=LISTENING, payload=_payload(demand))
    return demand


def _demand(said: EnterpriseSaid, channel: str, at: datetime) -> Demand:
    line = aid_line(localdate(at))
    if line is None:
        raise Refused(_("The line of enterprise aid is not open: the head of the hotline opens it."))
    return Demand(
        line,
        ORDER_KINDS[said.kind],
        said.text,
        channel=channel,
        caller_name=said.contact or said.enterprise[:60],
        phone=said.phone,
        area_id=said.area_id,
        is_example=said.is_example,
    )


def _new_demand(said: EnterpriseSaid, order: Order, filed_by: User | None = None) -> EnterpriseDemand:
    code = identity.normalize_number(said.credit_code)
    if not identity.is_credit_code(code):
        raise Refused(_("This is no unified social credit code: its check character does not fit."))
    return EnterpriseDemand.objects.create(
        reference=f"AID-{order.reference}",
        order=order,
        kind=said.kind,
        credit_code=code,
        enterprise=said.enterprise,
        stage=said.stage,
        industry=said.industry,
        filed_by=filed_by,
    )


def _payload(demand: EnterpriseDemand) -> dict[str, str]:
    names = ("kind", "stage", "industry")
    return {"order": demand.order.reference, **{name: getattr(demand, name) for name in names}}


@transaction.atomic
def answer(demand: EnterpriseDemand, text: str, *, by: User, at: datetime) -> EnterpriseDemand:
    """Answer at once: the order is closed with the answer."""
    demand = _locked(demand, by)
    if waiting_for_a_meeting(demand):
        raise Refused(_("A research meeting has this demand on its table; the answer comes from there."))
    intake.answer(demand.order, by=by, at=at, text=text)
    NOTICES.announce(record(demand, "answer", by=by, at=at, basis=LISTENING))
    return demand


@transaction.atomic
def send_policy(
    demand: EnterpriseDemand, policy: Policy, *, note: str = "", by: User, at: datetime
) -> SentPolicy:
    """Send the enterprise a policy in force with why it fits, why not or what is missing, as it stands today."""
    demand = _locked(demand, by)
    match = next(
        (each for each in matches_of(demand, localdate(at)) if each.version.policy_id == policy.pk), None
    )
    if match is None:
        raise Refused(_("This policy is not in force today."))
    if SentPolicy.objects.filter(demand=demand, version=match.version).exists():
        raise Refused(_("This policy was sent for this demand already."))
    said = {"explanation": explained(match), "note": note.strip(), "by": by, "at": at}
    sent = SentPolicy.objects.create(demand=demand, version=match.version, **said)
    payload = {"policy": match.version.reference, "outcome": match.judgement.outcome.value}
    NOTICES.announce(record(demand, "send_policy", by=by, at=at, basis=OFFERING, payload=payload))
    return sent


@transaction.atomic
def ask_expert(demand: EnterpriseDemand, expert: Expert, *, by: User, at: datetime) -> EnterpriseDemand:
    """Put a demand to an expert of the store."""
    demand = _locked(demand, by)
    if not expert.is_active:
        raise Refused(_("This expert answers no questions at present."))
    payload = {"expert": expert.reference}
    record(demand, "ask_expert", by=by, at=at, basis=LISTENING, payload=payload, facts={"expert": expert})
    return demand


@transaction.atomic
def say_how_it_ended(demand: EnterpriseDemand, heard: Heard, *, by: User, at: datetime) -> EnterpriseDemand:
    """Say, with the account of the enterprise, whether it is solved and how satisfied one is; two facts beside the closing."""
    if not own_enterprises(by, localdate(at)).filter(number=demand.credit_code).exists():
        raise PermissionDenied
    outside.hear(demand.order, at=at, heard=heard)
    record(demand, "say_how_it_ended", by=by, at=at, basis=LISTENING)
    return demand


@transaction.atomic
def propose_entry(demand: EnterpriseDemand, *, by: User, at: datetime) -> EntryVersion:
    """Put a closed demand with its answer forward for the case store: a draft among the answers of the hotline."""
    demand = _locked(demand, by)
    text = answer_of(demand.order)
    if demand.order.status != Status.CLOSED or not text:
        raise Refused(_("Only a closed demand with an answer becomes a case."))
    proposed = propose_knowledge(demand.order.text, text, demand.order.reference, by=by, at=at)
    record(
        demand, "propose_entry", by=by, at=at, basis=LISTENING, payload={"entry": proposed.entry.reference}
    )
    return proposed


def _locked(demand: EnterpriseDemand, by: User) -> EnterpriseDemand:
    """Return a demand locked, for a specialist of its line."""
    _require_specialist(by)
    found = lock_matter(EnterpriseDemand, demand.pk)
    if not visible_to(by).filter(pk=found.pk).exists():
        raise PermissionDenied
    return found


def _require_specialist(by: User) -> None:
    if not by.may("aid.work"):
        raise PermissionDenied
