"""Whatever becomes of an order, act by act or loaded in bulk, leaves the same rows and entries."""

from datetime import date, timedelta
from typing import Any

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
from tongban.ground.people.places import departments_under
from tongban.work.hotline.actions import competence, intake, outcome, side, work
from tongban.work.hotline.bulk import MODELS, OrderCourse, OrderMove, load_order
from tongban.work.hotline.effects.competence import row_for
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Order, SealedDemand, SealedWord
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
REVIEW_ON = date(2022, 12, 30)
UNSOLVED, SOLVED = (
    Heard("no", 2, was_contacted=True, remark="没解决", means="web"),
    Heard("yes", 4, means="web"),
)
SAID = {
    "answer": ("agent", {"text": "可拨打物业电话。"}),
    "dispatch": ("lin", {"unit": "nature", "days": None}),
    "sign": ("tao", {}),
    "return": ("tao", {"reason": "非我局职责"}),
    "decide": ("lin", {"unit": "nature", "reason": "属生态环境局"}),
    "extend": ("jiang", {"days": 2, "reason": "需监测", "told": "电话"}),
    "suspend": ("jiang", {"cause": "court", "reason": "等待判决", "review_on": REVIEW_ON}),
    "resume": ("jiang", {"result": "已判决"}),
    "note_progress": ("tao", {"text": "已现场查看"}),
    "reply": ("tao", {"text": "已责令停工。", "contact": "phone"}),
    "review": ("qian", {}),
    "send_back": ("qian", {"reason": "未说明结果"}),
    "call": ("qian", {"result": "unreached"}),
    "redo": ("qian", {"heard": UNSOLVED}),
    "close": ("qian", {"heard": SOLVED}),
    "reopen": ("head", {"reason": "未联系即办结"}),
    "appeal": ("tao", {"reason": "诉求不合理"}),
    "rule_appeal": ("shen", {"is_granted": True, "ruling": "属实"}),
    "add_helper": ("lin", {"unit": "bureau", "task": "协助核查"}),
    "hand_over": ("agent", {"to": "110"}),
    "confirm": ("agent", {"receipt": "110-1"}),
}
USUAL = ("dispatch", "sign", "reply", "review", "redo", "reply", "review", "close", "appeal", "rule_appeal")
TRIES = st.lists(st.sampled_from([*SAID, *USUAL]), min_size=1, max_size=16)
FREE = ("id", "salt", "digest")
CHANCE: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def wanted(office, is_secret):
    return cast.secret(office, "受贿", place="山塘街") if is_secret else cast.demand(office)


def act_named(name):
    return next(vars(each)[name] for each in (competence, intake, outcome, side, work) if name in vars(each))


def act(office, order, name, by, at):
    said = dict(SAID[name][1])
    if name == "dispatch":
        return intake.dispatch(order, office.places[said["unit"]], by=by, at=at)
    if name in ("decide", "add_helper"):
        return act_named(name)(order, office.places[said.pop("unit")], by=by, at=at, **said)
    if name == "extend":
        return work.extend(order, said.pop("days"), by=by, at=at, **said)
    if name == "hand_over":
        return side.hand_over(order, said["to"], by=by, at=at)
    return act_named("return_" if name == "return" else name)(order, by=by, at=at, **said)


def play(office, is_secret, tries):
    """Register, and do whatever is possible of these tries; return what was done."""
    at, made = cast.MONDAY, []
    order = intake.register(wanted(office, is_secret), by=office.agent, at=at).order
    for name in tries:
        at += timedelta(hours=5)
        person = getattr(office, SAID[name][0])
        try:
            act(office, cast.fresh(order), name, person, at)
        except (Refused, PermissionDenied):
            continue
        made.append((name, person, at))
    return cast.fresh(order), made


def actor(person):
    return Actor(person.pk, str(person), person.roles_on(cast.MONDAY.date()))


def load(office, is_secret, order, made):
    moves, row = [], None
    for name, person, at in made:
        said = dict(SAID[name][1])
        if "unit" in said:
            said["unit"] = office.places[said["unit"]].pk
        if name == "dispatch":
            said["days"] = order.days
        if name == "decide":
            row = row or row_for(order, said["unit"])
            said["row"] = row
        moves.append(OrderMove(name, actor(person), at, said))
    course = OrderCourse(
        order.reference,
        wanted(office, is_secret),
        actor(office.agent),
        cast.MONDAY,
        moves,
        order.follow_digest,
    )
    loader = BulkLoader(*MODELS)
    reported = departments_under(office.places["city"].pk) if is_secret else frozenset()
    load_order(loader, course, calendar(), reported=reported)
    loader.load()


def told():
    """Return every row and entry; keys are told by what they lead to."""
    rows = []
    for model in MODELS:
        free = {field.attname for field in model._meta.concrete_fields if field.related_model in MODELS}
        for row in model.objects.order_by("pk").values():
            rows.append((model.__name__, {k: v for k, v in row.items() if k not in {*FREE, *free}}))
    entries = Entry.objects.filter(subject__startswith="HOT-").order_by("subject", "number")
    return rows, [_said(entry) for entry in entries]


def _said(entry):
    told_by = (entry.by_id, entry.by_name, entry.by_role, entry.at, entry.note, entry.payload)
    stood = (entry.before, entry.after, entry.basis)
    return (entry.subject, entry.number, entry.kind, entry.move, *stood, *told_by)


def both_ways_are_one(office, is_secret, tries):
    with transaction.atomic():
        order, made = play(office, is_secret, tries)
        done = told()
        assert verify().is_whole
        transaction.set_rollback(True)
    with transaction.atomic():
        load(office, is_secret, order, made)
        loaded = told()
        assert verify().is_whole
        transaction.set_rollback(True)

    assert loaded == done


@pytest.mark.parametrize("is_secret", [False, True])
def test_a_whole_course_is_written_the_same_on_both_paths(office, is_secret):
    course = (
        *(
            "dispatch",
            "return",
            "decide",
            "sign",
            "note_progress",
            "suspend",
            "resume",
            "extend",
            "add_helper",
        ),
        *(
            "reply",
            "send_back",
            "reply",
            "review",
            "call",
            "redo",
            "reply",
            "review",
            "close",
            "reopen",
            "reply",
            "review",
            "close",
            "appeal",
            "rule_appeal",
        ),
    )

    both_ways_are_one(office, is_secret, course)


@settings(max_examples=6, **CHANCE)
@given(is_secret=st.booleans(), tries=TRIES)
def test_whatever_becomes_of_an_order_both_paths_write_the_same(office, is_secret, tries):
    both_ways_are_one(office, is_secret, tries)


@pytest.mark.deep
@settings(max_examples=300, **CHANCE)
@given(is_secret=st.booleans(), tries=TRIES)
def test_long_chance_finds_no_course_that_differs(office, is_secret, tries):
    both_ways_are_one(office, is_secret, tries)


def test_a_course_that_the_actions_would_refuse_is_refused_in_bulk(office):
    order, _ = play(office, False, ())
    with pytest.raises(Refused):
        load(office, False, order, [("sign", office.tao, cast.at(6))])
    with pytest.raises(PermissionDenied):
        load(office, False, order, [("dispatch", office.tao, cast.at(6))])
    assert Order.objects.count() == 1
    assert not SealedDemand.objects.exists()
    assert not SealedWord.objects.exists()
