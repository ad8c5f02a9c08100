"""Cases outside the published flow: each kind from one case made for it."""

import pytest

from tongban.account.insight import flows
from tongban.account.insight.rules import year_of
from tongban.account.insight.tests.flows.conftest import moment

CHOSEN = flows.CaseSelection(year_of(2022))
STRAIGHT = (
    ("take_in", "filed", moment(5)),
    ("accept", "accepted", moment(6)),
    ("grant", "granted", moment(9)),
)
GRANTED = {"outcome": "granted", "decided_on": moment(9).date()}


def found(tiny, engine_name):
    return {
        each.kind: each.cases for each in flows.count_departures(CHOSEN, tiny.on(engine_name)) if each.cases
    }


def test_a_case_that_went_as_published_is_not_outside(tiny, engine_name):
    tiny.case("A", *STRAIGHT, **GRANTED)
    tiny.step("A", "材料审查", 1, moment(7))
    tiny.step("A", "现场核查", 2, moment(8))

    assert found(tiny, engine_name) == {}
    assert [each.kind for each in flows.count_departures(CHOSEN, tiny.on("duckdb"))] == list(flows.KINDS)


def test_a_case_granted_without_acceptance_is_a_move_the_chart_does_not_know(tiny, engine_name):
    tiny.case("A", STRAIGHT[0], STRAIGHT[2], **GRANTED)

    assert found(tiny, engine_name) == {"unforeseen": 1}


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (
            "sent_back",
            [("现场核查", 2, moment(8), {"state": "sent_back"}), ("现场核查", 2, moment(9), {"round": 2})],
        ),
        ("skipped", [("现场核查", 2, None, {"state": "waiting"})]),
        ("out_of_order", [("现场核查", 2, moment(6, 15), {})]),
        ("after_decision", [("现场核查", 2, moment(12), {})]),
    ],
)
def test_a_step_that_did_not_go_as_published_is_told_by_its_kind(tiny, engine_name, kind, steps):
    tiny.case("A", *STRAIGHT, **GRANTED)
    tiny.step("A", "材料审查", 1, moment(7))
    for step, stage, done, facts in steps:
        tiny.step("A", step, stage, done, **facts)

    assert found(tiny, engine_name) == {kind: 1}


def test_a_refused_case_may_leave_its_later_steps_closed(tiny, engine_name):
    tiny.case(
        "A", *STRAIGHT[:2], ("refuse", "refused", moment(9)), outcome="refused", decided_on=moment(9).date()
    )
    tiny.step("A", "材料审查", 1, moment(7), state="objected")
    tiny.step("A", "现场核查", 2, None, state="waiting")

    assert found(tiny, engine_name) == {}


def test_the_cases_of_a_departure_are_listed(tiny, engine_name):
    tiny.case("A", STRAIGHT[0], STRAIGHT[2], **GRANTED)
    tiny.case("B", *STRAIGHT, **GRANTED)
    engine = tiny.on(engine_name)
    log = flows.case_log(CHOSEN, engine.dialect)

    rows = flows.cases_of(flows.Pick(departure="unforeseen"), CHOSEN, log, engine, limit=10)

    assert [row["reference"] for row in rows] == ["A"]
