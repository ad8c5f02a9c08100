"""Any way through the chart, done act by act and loaded in bulk, leaves the same rows, papers and entries."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.actors import Actor
from tongban.offer.delivery import actions as delivery
from tongban.offer.delivery.courier import Tracking
from tongban.offer.delivery.models import Delivery
from tongban.offer.licences.models import Licence
from tongban.work.cases.actions import (
    applications,
    decisions,
    intake,
    limits,
    materials,
    parcels,
    results,
    reviews,
)
from tongban.work.cases.bulk.course import ApplicantRef, Course, CourseMove
from tongban.work.cases.bulk.guides import course_guide
from tongban.work.cases.bulk.loader import BESIDE, MODELS, CaseLoader
from tongban.work.cases.models import Assessment, Assessor, Case, Paper, Remedy, Review
from tongban.work.cases.remedies import actions as remedies
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
KEYS = {"id", "case_id", "pause_id"}
HANDED_IN = ("show", "promise", "ask_issuer", "edit")
"""Acts by which materials come to the counter: a course begins with them done."""
WRITTEN = frozenset(Paper.Kind.values) - {Paper.Kind.RECEIPT}
ASKED = {"kind": "reconsideration", "authority": "市人民政府", "number": "1号"}
ENDED = {"outcome": "upheld", "lessons": "加强说理"}
TO = {"recipient": "张小红", "phone": "13900000000", "address": "苏州市"}
FEE = {"fee_yuan": Decimal("100.50"), "budget_line": "评审费", "reason": "更正"}
PAID = {"price_yuan": Decimal("12.00"), "weight_grams": 90}


class Driver(NamedTuple):
    """An act: by whom (their name in the cast), how it is done here, and what its effect asks for."""

    by: Callable[[Any, Case], Any]
    do: Callable[..., Any]
    facts: Callable[[Any, Case], Mapping[str, Any]] = lambda h, c: {}


def _opened(case):
    review = case.reviews.filter(state=Review.State.OPEN).order_by("stage", "pk").first()
    if review is None:
        raise Refused("nothing is open")
    return review


def _last(model, case, **asked):
    its = {"matter": case.reference} if model is Delivery else {"case": case}
    found = model.objects.filter(**its, **asked).order_by("-pk").first()
    if found is None:
        raise Refused("there is none")
    return found


def _speaker(h, case):
    return h.sun if _opened(case).division == h.places["fire"] else h.wang


def _lease(h):
    return h.version.materials.get(name="租赁合同")


def _return(h, c, by, at):
    return intake.return_(c, {c.materials.get(material=_lease(h)).pk: "缺章"}, by=by, at=at)


def _assessment(case):
    paused = case.pauses.filter(until=None).first()
    found = getattr(paused, "assessment", None)
    if found is None:
        raise Refused("nothing was drawn")
    return found


def _drawn(h, case):
    firms = dict(Assessor.objects.values_list("credit_code", "pk"))
    drawn = _assessment(case)
    return {"firms": firms, "seed": drawn.seed, "occasion": f"{case.reference} P{drawn.pause_id}"}


def _settle_fee(h, c, by, at):
    return limits.settle_fee(_assessment(c), **FEE, by=by, at=at)


def _carrier(h, case):
    sent = _last(Delivery, case)
    return {"courier": sent.courier, "payer": sent.payer}


def _take_order(h, c, by, at):
    sent = _last(Delivery, c, state="asked_for")
    return delivery._note(sent, "take_order", "to_collect", by=None, at=at, waybill="EMS1")


def _collect(h, c, by, at):
    sent = _last(Delivery, c, state="to_collect")
    return delivery._record_tracking(sent, Tracking("collected", at), at=at)


def _settle_price(h, c, by, at):
    return parcels.settle_price(_last(Delivery, c), **PAID, by=by, at=at)


def _close_remedy(h, c, by, at):
    return remedies.close_remedy(_last(Remedy, c), closed_on=at.date(), **ENDED, by=by, at=at)


def _who(name):
    return lambda h, c: getattr(h, name)


def _plain(by, act, facts=None, **given):
    """Return an act on a case that says the same in both paths, but for what ``facts`` adds."""
    return Driver(
        by,
        lambda h, c, by, at: act(c, **given, by=by, at=at),
        lambda h, c: {**given, **(facts(h, c) if facts else {})},
    )


def _opinion(act, opinion):
    return Driver(
        _speaker,
        lambda h, c, by, at: act(_opened(c), opinion=opinion, by=by, at=at),
        lambda h, c: {"opinion": opinion},
    )


def _register(case, *, by, at, **given):
    return remedies.register_remedy(case, received_on=at.date(), by=by, at=at, **given)


def _silence(case, *, by, at):
    return intake.accept_by_silence(case, at=at)


LI, WANG, CHEN, HE, LUO = map(_who, ("li", "wang", "chen", "he", "luo"))
HANDED = {"way": "electronic"}
DRIVERS = {
    "return": Driver(LI, _return, lambda h, c: {"faults": {_lease(h).pk: "缺章"}}),
    "show": Driver(
        LI,
        lambda h, c, by, at: materials.show(c, _lease(h), by=by, at=at),
        lambda h, c: {"material": _lease(h).pk},
    ),
    "complete": _plain(lambda h, c: h.zhang.account, applications.complete),
    "take_completion": _plain(LI, intake.take_completion),
    "accept": _plain(LI, intake.accept),
    "accept_by_silence": _plain(lambda h, c: None, _silence),
    "decline": _plain(LI, intake.decline, reason="不属本机关", where_to_go="区局"),
    "find_unneeded": _plain(LI, intake.find_unneeded, reason="无需许可"),
    "agree": _opinion(reviews.agree, "符合"),
    "object": _opinion(reviews.object_, "不符"),
    "pause": _plain(WANG, limits.pause, kind="testing", needed_days=3, reason="检测"),
    "draw_assessor": Driver(
        WANG, lambda h, c, by, at: limits.order_assessment(c, "评估", by=by, at=at), _drawn
    ),
    "settle_fee": Driver(WANG, _settle_fee, lambda h, c: FEE),
    "resume": _plain(WANG, limits.resume, result="合格"),
    "extend": _plain(_who("xu"), limits.extend, days=5, reason="复杂"),
    "grant": _plain(CHEN, decisions.grant, text="准予"),
    "refuse": _plain(CHEN, decisions.refuse, reasons="不符合条件"),
    "terminate": _plain(CHEN, decisions.terminate, reason="注销"),
    "withdraw": _plain(lambda h, c: h.zhang.account, applications.withdraw, reason="不办了"),
    "take_withdrawal": _plain(LI, decisions.take_withdrawal, reason="撤回"),
    "issue": _plain(HE, results.issue),
    "deliver": _plain(HE, results.deliver, **HANDED),
    "deliver_refusal": _plain(HE, results.deliver_refusal, **HANDED),
    "order_courier": _plain(HE, parcels.order_courier, _carrier, **TO),
    "take_order": Driver(lambda h, c: None, _take_order, lambda h, c: {"waybill": "EMS1"}),
    "track": Driver(lambda h, c: None, _collect, lambda h, c: {"state": "collected", "signed_at": None}),
    "settle_price": Driver(HE, _settle_price, lambda h, c: PAID),
    "archive": _plain(HE, decisions.archive),
    "register_remedy": _plain(
        LUO, _register, lambda h, c: {"received_on": _last(Remedy, c).received_on}, **ASKED
    ),
    "close_remedy": Driver(
        LUO, _close_remedy, lambda h, c: {**ENDED, "closed_on": _last(Remedy, c).closed_on}
    ),
}
ONWARDS = (
    *("accept", "agree", "agree", "agree", "grant", "issue", "order_courier", "take_order", "settle_price"),
    *("register_remedy", "close_remedy"),
)
"""The plain way, which chance leaves for a while and comes back to."""
TRIES = st.lists(
    st.tuples(st.one_of(st.none(), st.sampled_from(sorted(DRIVERS))), st.integers(0, 6)),
    min_size=4,
    max_size=22,
)


def play(house, start, tries):
    """Do whatever is possible of these tries, act by act; return the case and the course that it went."""
    at, onwards = day(9, 5, 10), iter(ONWARDS)
    case, made = start(house, at)
    for name, days in tries:
        at += timedelta(days=days, minutes=7)
        name = name or next(onwards, "archive")
        driver = DRIVERS[name]
        try:
            with transaction.atomic():
                by = driver.by(house, case)
                driver.do(house, fresh(case), by, at)
        except (Refused, PermissionDenied):
            continue
        made.append(CourseMove(name, _actor(by), at, driver.facts(house, fresh(case))))
    return fresh(case), made


def _actor(user):
    return None if user is None else Actor(user.pk, str(user), user.roles_on(day(9, 5).date()))


def at_the_window(house, at):
    ways = {each.pk: "show" for each in house.version.materials.all()}
    ways |= {each.pk: "promise" for each in house.version.materials.filter(exemption="promise")}
    case = intake.take_in(
        house.version, house.zhang, by=house.li, at=at, answers=ANSWERS, form=FORM, ways=ways
    )
    return case, [CourseMove("take_in", _actor(house.li), at)]


def online(house, at):
    by = house.zhang.account
    case = applications.begin(house.version, house.zhang, by=by, at=at, answers=ANSWERS)
    applications.save_form(case, by=by, at=at, form=FORM)
    case.materials.update(state="shown")
    case.materials.filter(material__exemption="promise").update(state="promised")
    made = [CourseMove("begin", _actor(by), at)]
    if house.version.mode == "commitment":
        applications.commit(case, by=by, at=at)
        made.append(CourseMove("commit", _actor(by), at))
    applications.file(case, by=by, at=at)
    return case, [*made, CourseMove("file", _actor(by), at)]


class TheSame:
    """Numbers and codes as a case got them that was handled act by act."""

    def __init__(self, case):
        self.of = (case.reference, case.check_code)
        self.papers = {kind: [*_papers(case, kind)] for kind in Paper.Kind.values}
        self.licences = list(Licence.objects.filter(case=case.reference).values_list("number", "check_code"))

    def case(self, course):
        return self.of

    def paper(self, course, kind):
        return self.papers[kind].pop(0)

    def licence(self, course, code):
        return self.licences.pop(0)


def _papers(case, kind):
    return case.papers.filter(kind=kind).order_by("pk").values_list("number", "check_code")


def load(house, made, numbers):
    """Load the course in bulk."""
    guide = course_guide(house.version.pk, answers=ANSWERS, form=FORM)
    zhang = ApplicantRef(house.zhang.pk, house.zhang.name, house.zhang.phone, house.zhang.address)
    loader = BulkLoader(*MODELS)
    CaseLoader(loader, numbers, calendar(), papers=WRITTEN).add(
        Course(0, guide, zhang, made, "ABCDEFGHJKMNPQRSTUVW")
    )
    loader.load()


def told(case):
    """Return everything that stands of a case: rows without their keys, papers, entries."""
    rows = {model.__name__: _rows(model, _owned(model, case)) for model in (Case, *BESIDE, Licence)}
    entries = Entry.objects.filter(subject__in=[case.reference, case.licence]).order_by("subject", "number")
    return rows, [_said(each) for each in entries if not _is_left_out(each, case)]


def _owned(model, case):
    others = {
        Case: {"reference": case.reference},
        Licence: {"case": case.reference},
        Assessment: {"pause__case": case},
        Delivery: {"matter": case.reference},
    }
    return others.get(model, {"case": case})


def _rows(model, asked):
    rows = model.objects.filter(**asked).order_by("pk").values()
    kept = [{name: value for name, value in row.items() if name not in KEYS} for row in rows]
    return [row for row in kept if row.get("kind") != Paper.Kind.RECEIPT]


def _is_left_out(entry, case):
    handed_in = entry.move in HANDED_IN and entry.at == case.filed_at
    return handed_in or (entry.move == "paper" and entry.payload["kind"] == Paper.Kind.RECEIPT)


def _said(entry):
    payload = {name: said for name, said in entry.payload.items() if name not in ("remedy", "delivery")}
    told_by = (entry.by_id, entry.by_name, entry.by_role, entry.at, entry.note)
    return (entry.subject, entry.kind, entry.move, entry.before, entry.after, entry.basis, *told_by, payload)


def _problems():
    """Return what is wrong with the ledger, but for the items of the cast, which no chart published."""
    return [each for each in verify().problems if not each.subject.startswith("ITEM-")]


def both_ways_are_one(house, start, tries):
    with transaction.atomic():
        case, made = play(house, start, tries)
        done, numbers = told(case), TheSame(case)
        assert _problems() == []
        transaction.set_rollback(True)
    with transaction.atomic():
        load(house, made, numbers)
        loaded = told(Case.objects.get(reference=case.reference))
        assert _problems() == []
        transaction.set_rollback(True)

    assert loaded == done
    return [each.move for each in made]


@pytest.fixture
def whole_house(house, fee_lines):
    """Return the house with a firm that assesses, and an item that is decided on a commitment."""
    Assessor.objects.create(name="评估一", credit_code="91320500MA1", field="评估")
    Assessor.objects.create(name="评估二", credit_code="91320500MA2", field="评估")
    house.zhang.phone, house.zhang.address = TO["phone"], TO["address"]
    house.zhang.save()
    return house


@pytest.fixture
def on_commitment(whole_house):
    cast.supersede(whole_house.version)
    whole_house.version = cast.published(
        whole_house.item, number=2, licence=whole_house.licence_type, mode="commitment"
    )
    return whole_house


CHANCE: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.parametrize("start", [at_the_window, online])
@settings(max_examples=5, **CHANCE)
@given(tries=TRIES)
def test_whatever_way_is_gone_both_paths_write_the_same(whole_house, start, tries):
    both_ways_are_one(whole_house, start, tries)


@settings(max_examples=3, **CHANCE)
@given(tries=TRIES)
def test_a_commitment_leaves_the_same_on_both_paths(on_commitment, tries):
    both_ways_are_one(on_commitment, online, tries)


@pytest.mark.deep
@pytest.mark.parametrize("start", [at_the_window, online])
@settings(max_examples=600, **CHANCE)
@given(tries=TRIES)
def test_long_chance_finds_no_way_that_differs(whole_house, start, tries):
    both_ways_are_one(whole_house, start, tries)


def test_the_plain_way_with_everything_on_it_is_the_same_on_both_paths(whole_house):
    way = ("return", "show", "take_completion", "accept", "pause", "draw_assessor", "settle_fee")
    rest = ("resume", "extend", "agree", "agree", "agree", "grant", "issue", "order_courier", "take_order")
    last = ("track", "settle_price", "deliver", "register_remedy", "close_remedy", "archive")
    tries = [(name, 1 if name in ("accept", "resume", "grant") else 0) for name in (*way, *rest, *last)]

    assert both_ways_are_one(whole_house, at_the_window, tries) == ["take_in", *way, *rest, *last]
