"""The charts walked: every status, every move, everybody. What is not declared is refused and changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tongban.ground.ledger import SYSTEM, Chart, Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hotline.tests import cast as hotline_cast
from tongban.work.hotline.tests.cast import at
from tongban.work.inspection import states
from tongban.work.inspection.actions import inspections, leads, rectifications, rounds, standards
from tongban.work.inspection.duties import find_new_leads
from tongban.work.inspection.models import ClosingLead, CriterionMark, Inspection
from tongban.work.inspection.tests import cast
from tongban.work.inspection.tests.test_leads import EMPTY, answered

pytestmark = pytest.mark.django_db
LATER = at(13)
CAST = ("agent", "lin", "qian", "shen", "head", "yan", "hua", "tao", "jiang", "squad", "keeper", "auditor")


@dataclass(frozen=True)
class Walk:
    """A chart with how its matters come to each status, how each move is made, and whose it is beside the permission."""

    chart: Chart
    ways: Mapping[str, Callable[[Any], Any]]
    calls: Mapping[str, Callable[[Any, Any], Any]]
    is_own: Callable[[Any, str, Any, Any], bool] = lambda office, move, matter, person: True

    @property
    def moves(self) -> set[str]:
        """Return the moves of matters that there are."""
        return {name for name, move in self.chart.moves.items() if move.from_}


def asked(office):
    cast.form(office)
    cast.closed(office)
    cast.drawn(office, double_percent=0)
    return Inspection.objects.get()


def scored(office):
    found = asked(office)
    return inspections.score(found, cast.marks(found, 40, 50), by=office.shen, at=LATER)


def appealed(office):
    return inspections.appeal(scored(office), by=office.agent, at=LATER, reason="有录音")


def whose(office, move, matter, person):
    """Say who stands where: the inspector had no hand in the order, the agent answers, a third decides."""
    if move == "score":
        return person.pk not in {matter.agent_id, *matter.order.handlers}
    if move in ("accept", "appeal"):
        return person.pk == matter.agent_id
    return person.pk not in (matter.inspector_id, matter.agent_id)


INSPECTIONS = Walk(
    states.INSPECTIONS,
    {
        "open": asked,
        "scored": scored,
        "appealed": appealed,
        "final": lambda o: inspections.accept(scored(o), by=o.agent, at=LATER),
    },
    {
        "score": lambda it, by: inspections.score(it, cast.marks(it, 40, 50), by=by, at=LATER),
        "accept": lambda it, by: inspections.accept(it, by=by, at=LATER),
        "lapse": lambda it, by: inspections.lapse(it, at=at(30)) or None,
        "appeal": lambda it, by: inspections.appeal(it, by=by, at=LATER, reason="有录音"),
        "uphold": lambda it, by: inspections.uphold(it, by=by, at=LATER, ruling="复听无误"),
        "correct": lambda it, by: inspections.correct(
            it, cast.marks(it, 40, 60), by=by, at=LATER, ruling="漏记"
        ),
    },
    whose,
)


def found_lead(office):
    answered(office, "望江路路灯不亮，夜间行走不安全。", EMPTY, contact="sms")
    find_new_leads(at=at(7))
    return ClosingLead.objects.order_by("pk")[0]


def looked_at(office):
    return leads.look(found_lead(office), by=office.shen, at=LATER)


LEADS = Walk(
    states.LEADS,
    {
        "found": found_lead,
        "looked_at": looked_at,
        "confirmed": lambda o: leads.confirm(looked_at(o), by=o.shen, at=LATER, finding="未联系"),
        "false": lambda o: leads.dismiss(looked_at(o), by=o.shen, at=LATER, finding="已联系"),
    },
    {
        "look": lambda it, by: leads.look(it, by=by, at=LATER),
        "confirm": lambda it, by: leads.confirm(it, by=by, at=LATER, finding="未联系"),
        "dismiss": lambda it, by: leads.dismiss(it, by=by, at=LATER, finding="已联系"),
    },
    lambda office, move, matter, person: (
        person.pk not in matter.order.handlers and person.department_id != matter.unit_id
    ),
)


def followed(office):
    former = cast.standard(office)
    cast.standard(office)
    former.refresh_from_db()
    return former


STANDARDS = Walk(
    states.STANDARDS,
    {
        "draft": lambda o: cast.standard(o, enforce=False),
        "in_force": cast.standard,
        "retired": followed,
    },
    {
        "enforce": lambda it, by: standards.enforce(it, by=by, at=LATER),
        "retire": lambda it, by: states.STANDARDS.make("retire", it, by=by, at=LATER, facts={}),
    },
)


def collected(office):
    cast.standard(office)
    cast.closed(office)
    places = [office.places["city"]]
    found = rounds.open_round("九月测评", places, **cast.SEPTEMBER, by=office.qian, at=at(12))
    called = found.standard.indicators.get(code="2.1")
    for person in (office.qian, office.shen):
        rounds.enter_value(found.units.get(), called, 2, by=person, at=LATER)
    return found


def worked_out(office):
    return rounds.score_round(collected(office), by=office.qian, at=LATER)


def reported(office):
    found = worked_out(office)
    rounds.report(found, by=office.head, at=LATER)
    found.refresh_from_db()
    return found


ROUNDS = Walk(
    states.ROUNDS,
    {"collecting": collected, "scored": worked_out, "reported": reported},
    {
        "score": lambda it, by: rounds.score_round(it, by=by, at=LATER),
        "reopen": lambda it, by: rounds.reopen(it, by=by, at=LATER, reason="补录"),
        "report": lambda it, by: rounds.report(it, by=by, at=LATER),
    },
)


def ordered(office):
    unit = worked_out(office).units.get()
    called = unit.round.standard.indicators.get(code="2.1")
    return rectifications.order_rectification(unit, called, by=office.qian, at=LATER, finding="未接")


def said_done(office):
    return rectifications.answer(ordered(office), by=office.hua, at=LATER, text="已增设值守")


RECTIFICATIONS = Walk(
    states.RECTIFICATIONS,
    {
        "open": ordered,
        "answered": said_done,
        "done": lambda o: rectifications.finish(said_done(o), by=o.qian, at=LATER, remark="复测接通"),
    },
    {
        "answer": lambda it, by: rectifications.answer(it, by=by, at=LATER, text="已增设值守"),
        "return": lambda it, by: rectifications.send_back(it, by=by, at=LATER, remark="仍未接"),
        "finish": lambda it, by: rectifications.finish(it, by=by, at=LATER, remark="复测接通"),
    },
    lambda office, move, matter, person: move != "answer" or person.department == hotline_cast.city(office),
)
WALKS = {each.chart.model: each for each in (INSPECTIONS, LEADS, STANDARDS, ROUNDS, RECTIFICATIONS)}
STOPS = [(name, status) for name, walk in WALKS.items() for status in walk.ways]


def kept(matter):
    row = type(matter)._base_manager.filter(pk=matter.pk).values().get()
    return row, Entry.objects.count(), CriterionMark.objects.count()


def outcome(walk, matter, name, person):
    """Return the status a move leads to, or None when it was refused; nothing stays."""
    before = kept(matter)
    with transaction.atomic():
        try:
            made = walk.calls[name](type(matter)._base_manager.get(pk=matter.pk), person)
        except (Refused, PermissionDenied):
            made = None
        if made is None:
            assert kept(matter) == before
            return None
        status = type(matter)._base_manager.get(pk=matter.pk).status
        transaction.set_rollback(True)
        return status


@pytest.mark.parametrize(("name", "status"), STOPS)
def test_in_every_status_everybody_makes_their_moves_and_no_others(office, name, status):
    walk = WALKS[name]
    matter = walk.ways[status](office)
    assert matter.status == status
    declared, made = {}, {}

    for move in sorted(walk.moves):
        said = walk.chart.moves[move]
        people = (
            {"system": None} if said.permission == SYSTEM else {who: getattr(office, who) for who in CAST}
        )
        for who, person in people.items():
            right = person is None or (
                person.may(said.permission) and walk.is_own(office, move, matter, person)
            )
            declared[move, who] = str(said.to) if right and status in said.from_ else None
            made[move, who] = outcome(walk, matter, move, person)

    assert made == declared


@pytest.mark.parametrize("name", WALKS)
def test_every_move_and_every_status_of_the_chart_is_walked(name):
    walk = WALKS[name]

    assert set(walk.calls) == walk.moves
    assert set(walk.ways) == set(walk.chart.states) - {""}
