"""What each move and act of a course makes of the case: the same facts as the action of that name sets."""

from collections.abc import Callable
from typing import Any

from tongban.ground.clock.deadline import DeadlineExtension as MoreTime
from tongban.ground.clock.deadline import DeadlinePause as NotCounted
from tongban.ground.ledger import Refused
from tongban.ground.ledger.bulk import Payload
from tongban.ground.ledger.grants import permissions_of
from tongban.ground.matters.draws import draw
from tongban.offer.catalogue.models import Mode
from tongban.offer.delivery.actions import SENDING
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.actions.reviews import CHECKING
from tongban.work.cases.bulk.course import CaseState, CourseMove, StepState, day_of
from tongban.work.cases.bulk.guides import DueDays
from tongban.work.cases.models import Channel, Review
from tongban.work.cases.remedies.actions import CONTESTING
from tongban.work.cases.remedies.rules import is_in_time
from tongban.work.cases.rules.limits import accepted_by_silence_on
from tongban.work.cases.states import APPLYING, NOT_COUNTED

WAY_BACK = Delivery.Direction.TO_APPLICANT


def _take_in(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.channel, case.taken_in_by = Channel.WINDOW, made.by.key
    _set_filed(case, made, days)
    return case.course.guide.taken_in


def _begin(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.channel = Channel.ONLINE
    return case.course.guide.taken_in


def _file(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    _set_filed(case, made, days)
    return made.said


def _commit(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.mode, case.committed_at = Mode.COMMITMENT, made.at
    return made.said


def _return(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    if case.filed_at is None or accepted_by_silence_on(
        day_of(case.filed_at), on=day_of(made.at), calendar=days.calendar
    ):
        raise Refused(f"{case.reference}: the five working days to ask for more are over")
    case.returned_at = made.at
    return Payload({"materials": 1, "form": False})


def _complete(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.completed_at, case.notice_due_on = made.at, days.notice(day_of(made.at))
    return made.said


def _accept(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.by_silence = made.move == "accept_by_silence"
    case.accepted_at = case.filed_at if case.by_silence else made.at
    if case.by_silence and (case.notice_due_on is None or day_of(made.at) <= case.notice_due_on):
        raise Refused(f"{case.reference}: the five working days are not over")
    case.count()
    guide = case.course.guide
    case.reviews = [StepState(step, guide.division_of(step)) for step in guide.steps]
    _open_next(case, made, days)
    return made.said


def _agree(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    review = next(each for each in case.reviews if each.state == Review.State.OPEN)
    review.state = Review.State.AGREED if made.move == "agree" else Review.State.OBJECTED
    review.done_at, review.done_by, review.opinion = made.at, made.by.key, made.note
    _open_next(case, made, days)
    return _step_payload(review.step.name)


def _pause(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    said = dict(made.facts)
    case.pause = {**said, "since": day_of(made.at), "until": None, "reason": made.note, "result": ""}
    _count_pause(case)
    return Payload({"kind": said["kind"], "days": said["days"]})


def _resume(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    if case.pause is None:
        raise Refused(f"{case.reference}: nothing is paused")
    case.pause["until"], case.pause["result"] = day_of(made.at), made.note
    _count_pause(case)
    for review in case.reviews:
        if review.state == Review.State.OPEN and review.opened_at is not None:
            review.due_on = days.step(day_of(review.opened_at), review.step.days, case.pauses)
    return made.said


def _extend(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    kept = {**made.facts, "reason": made.note, "approved_by_id": made.by.key, "at": made.at}
    case.more, case.extension = MoreTime(kept["days"], kept["document"], made.by.name), kept
    case.count()
    return Payload({"days": made.facts["days"]})


def _draw_assessor(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    firms = made.facts["firms"]
    drawn = draw(made.facts["seed"], firms)
    chosen = firms[drawn.drawn[0]]
    told = {"firms": list(drawn.candidates), "seed": drawn.seed, "assessor": chosen, "drawn_at": made.at}
    case.assessment = told
    return Payload({**drawn.as_payload(), "recused": {}})


def _settle_fee(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    if case.assessment is None:
        raise Refused(f"{case.reference}: no assessor was drawn")
    case.assessment |= {"fee": made.facts["fee_yuan"], "line": made.facts["budget_line"]}
    return Payload({"fee_yuan": made.facts["fee_yuan"], "budget_line": made.facts["budget_line"]})


def _decide(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    states = {review.state for review in case.reviews}
    may = states <= {Review.State.AGREED} if made.move == "grant" else Review.State.OPEN not in states
    if not may or (made.move == "refuse" and not made.note):
        raise Refused(f"{case.reference}: {made.move} before every step has its opinion, or without reasons")
    case.decided_on, case.decision_text = day_of(made.at), made.note
    case.issue_due_on = days.issue(case.decided_on)
    return made.said


def _end(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.decision_text = made.note
    return (
        Payload({"where_to_go": made.facts.get("where_to_go", "")}) if made.move != "terminate" else made.said
    )


def _deliver(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    way = made.facts.get("way", Delivery.Way.WINDOW)
    case.parcel = {
        "way": way,
        "state": "signed",
        "ordered_at": made.at,
        "signed_at": made.at,
        "payer": "bureau",
    }
    case.delivered_on = day_of(made.at)
    return WAYS[way]


def _order_courier(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    parcel = dict(made.facts)
    case.parcel = {
        **parcel,
        "way": "courier",
        "state": "to_collect",
        "ordered_at": made.at,
        "signed_at": None,
    }
    said = {name: parcel[name] for name in ("courier", "waybill", "payer")}
    return Payload({**said, "direction": WAY_BACK})


def _settle_price(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    settled = {"price_yuan": made.facts["price_yuan"], "weight_grams": made.facts["weight_grams"]}
    parcel = _parcel(case) | settled
    case.parcel = parcel
    return Payload({"waybill": parcel["waybill"], **settled})


def _track(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.parcel = _parcel(case) | {"state": "signed", "signed_at": made.at}
    return Payload({"waybill": case.parcel["waybill"]})


def _sign_for(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.delivered_on = day_of(made.at)
    return Payload({"waybill": _parcel(case)["waybill"]})


def _register_remedy(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    case.remedy = {**made.facts, "stage": "received", "outcome": "", "closed_on": None, "lessons": ""}
    told_on, facts = case.delivered_on or case.decided_on, made.facts
    in_time = (
        is_in_time(facts["kind"], told_on=told_on, received_on=facts["received_on"]) if told_on else None
    )
    said = {name: facts[name] for name in ("kind", "authority", "received_on")}
    return Payload({**said, "in_time": in_time})


def _close_remedy(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    if case.remedy is None:
        raise Refused(f"{case.reference}: no remedy was registered")
    case.remedy |= {**made.facts, "stage": "closed"}
    return Payload({"outcome": made.facts["outcome"], "lessons": made.facts.get("lessons", "")})


def no_effect(case: CaseState, made: CourseMove, days: DueDays) -> Payload:
    """Change nothing but the status."""
    return made.said


WAYS = {way: Payload({"way": way}) for way in Delivery.Way.values}
EFFECTS: dict[str, Callable[[CaseState, CourseMove, DueDays], Payload]] = {
    "take_in": _take_in, "begin": _begin, "file": _file, "commit": _commit, "return": _return, "complete": _complete,
    "take_completion": _complete, "accept": _accept, "accept_by_silence": _accept, "agree": _agree, "object": _agree,
    "pause": _pause, "resume": _resume, "extend": _extend, "draw_assessor": _draw_assessor, "settle_fee": _settle_fee,
    "grant": _decide, "refuse": _decide, "decline": _end, "find_unneeded": _end, "terminate": _end, "deliver": _deliver,
    "deliver_refusal": _deliver, "order_courier": _order_courier, "settle_price": _settle_price, "track": _track,
    "sign_for": _sign_for, "register_remedy": _register_remedy, "close_remedy": _close_remedy,
}  # fmt: skip
"""What is made of a case; a move that is not named here (issue, withdraw, archive…) changes its status only."""
ACTS = {
    "commit": (APPLYING, "cases.apply"),
    "agree": (CHECKING, "cases.review"),
    "object": (CHECKING, "cases.review"),
    "draw_assessor": (NOT_COUNTED, "cases.review"),
    "settle_fee": (NOT_COUNTED, "cases.review"),
    "order_courier": (SENDING, "cases.issue"),
    "settle_price": (SENDING, "cases.issue"),
    "track": (SENDING, ""),
    "register_remedy": (CONTESTING, "cases.remedy"),
    "close_remedy": (CONTESTING, "cases.remedy"),
}
"""The acts of a course with their basis and who may do them; nobody: the system."""


def may_act(made: CourseMove) -> bool:
    """Return whether the person given for an act may do it."""
    permission = ACTS[made.move][1]
    return permission in permissions_of(set(made.by.roles)) if permission else made.by.key is None


_STEPS: dict[str, Payload] = {}


def _step_payload(name: str) -> Payload:
    if name not in _STEPS:
        _STEPS[name] = Payload({"step": name, "round": 1})
    return _STEPS[name]


def _set_filed(case: CaseState, made: CourseMove, days: DueDays) -> None:
    case.filed_at, case.notice_due_on = made.at, days.notice(day_of(made.at))


def _open_next(case: CaseState, made: CourseMove, days: DueDays) -> None:
    """Open the first stage that is not done, once all before it have agreed."""
    waiting = [each for each in case.reviews if each.state == Review.State.WAITING]
    if any(each.state in (Review.State.OPEN, Review.State.OBJECTED) for each in case.reviews) or not waiting:
        case.is_reviewed = all(each.state != Review.State.OPEN for each in case.reviews)
        return
    stage = min(each.step.stage for each in waiting)
    on = day_of(made.at)
    for review in waiting:
        if review.step.stage == stage:
            review.state, review.opened_at = Review.State.OPEN, made.at
            review.due_on = days.step(on, review.step.days, case.pauses)


def _count_pause(case: CaseState) -> None:
    pause: dict[str, Any] = case.pause or {}
    case.pauses = (NotCounted(pause["since"], pause["until"], pause["kind"], pause["document"]),)
    case.count()


def _parcel(case: CaseState) -> dict[str, Any]:
    if case.parcel is None:
        raise Refused(f"{case.reference}: no courier was ordered")
    return case.parcel
