"""Maps, variants and times counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tongban.account.insight import flows
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.tests.flows.conftest import FIRE, FOOD, ITEM, moment

HOUR = 3600
CHOSEN = flows.CaseSelection(year_of(2022))


def of(tiny, engine_name, chosen=CHOSEN):
    engine = tiny.on(engine_name)
    return flows.case_log(chosen, engine.dialect), engine


@pytest.fixture
def three(tiny):
    """Two cases that went straight, one hour and three hours to acceptance; one returned, not accepted yet."""
    tiny.case("A", ("file", "filed", moment(5, 9)), ("accept", "accepted", moment(5, 10)), ("grant", "granted", moment(7, 10)),
              outcome="granted")  # fmt: skip
    tiny.case("B", ("file", "filed", moment(5, 9)), ("accept", "accepted", moment(5, 12)), ("grant", "granted", moment(6, 12)),
              outcome="granted", division=FIRE)  # fmt: skip
    tiny.case("C", ("file", "filed", moment(5, 9)), ("return", "incomplete", moment(9, 9)), was_returned=True)
    return tiny


def test_the_map_tells_how_often_one_move_follows_another_and_after_how_long(three, engine_name):
    log, engine = of(three, engine_name)

    found = flows.flow_map_of(log, engine)

    assert (found.cases, found.events) == (3, 8)
    assert found.activities == {"file": 3, "accept": 2, "grant": 2, "return": 1}
    arcs = {(arc.before, arc.after): arc for arc in found.arcs}
    assert {ends: arc.times for ends, arc in arcs.items()} == {
        (None, "file"): 3,
        ("file", "accept"): 2,
        ("file", "return"): 1,
        ("accept", "grant"): 2,
        ("grant", None): 2,
        ("return", None): 1,
    }
    assert arcs["file", "accept"].mean_seconds == arcs["file", "accept"].median_seconds == 2 * HOUR
    assert arcs["accept", "grant"].mean_seconds == 36 * HOUR


def test_variants_come_with_their_shares_and_times(three, engine_name):
    log, engine = of(three, engine_name)

    straight, returned = flows.variants(log, engine)

    assert straight.activities == ("file", "accept", "grant")
    assert (straight.cases, straight.all_cases, straight.all_variants) == (2, 3, 2)
    assert straight.share.quantize(Decimal("0.0001")) == Decimal("0.6667")
    assert straight.median_seconds == (49 + 27) * HOUR // 2
    assert returned.activities == ("file", "return")


def test_of_a_tie_of_times_the_median_falls_between(tiny, engine_name):
    tiny.case("A", ("file", "filed", moment(5, 9)), ("accept", "accepted", moment(5, 10)))
    tiny.case("B", ("file", "filed", moment(5, 9)), ("accept", "accepted", moment(5, 13)))
    log, engine = of(tiny, engine_name)

    arc = next(arc for arc in flows.flow_map_of(log, engine).arcs if arc.before == "file")

    assert arc.median_seconds == Decimal("9000")


def test_steps_of_the_review_stand_in_the_map_of_one_item(tiny, engine_name):
    tiny.case(
        "A", ("file", "filed", moment(5)), ("accept", "accepted", moment(5)), ("grant", "granted", moment(6))
    )
    tiny.step("A", "材料审查", 1, moment(5, 11))
    tiny.step("A", "现场核查", 2, moment(6), state="objected")
    log, engine = of(tiny, engine_name, flows.CaseSelection(year_of(2022), item_code=ITEM))

    (variant,) = flows.variants(log, engine)

    assert variant.activities == ("file", "accept", "step:材料审查", "objected:现场核查", "grant")


def test_only_the_period_the_division_and_the_straight_way_are_counted_when_asked(three, engine_name):
    _, engine = of(three, engine_name)
    answers = {}

    for name, chosen in {
        "september": flows.CaseSelection(Period(date(2022, 9, 1), date(2022, 9, 30))),
        "fire": flows.CaseSelection(year_of(2022), divisions=(FIRE,)),
        "nobody": flows.CaseSelection(year_of(2022), divisions=()),
        "straight": flows.CaseSelection(year_of(2022), is_smooth=True),
    }.items():
        answers[name] = flows.flow_map_of(flows.case_log(chosen, engine.dialect), engine).cases

    assert answers == {"september": 3, "fire": 1, "nobody": 0, "straight": 2}


def test_a_period_without_cases_gives_an_empty_map_and_no_variants(three, engine_name):
    log, engine = of(three, engine_name, flows.CaseSelection(year_of(2019)))

    found = flows.flow_map_of(log, engine)

    assert (found.cases, found.activities, found.arcs) == (0, {}, ())
    assert flows.variants(log, engine) == []
    assert flows.stays(log, engine) == []


def test_an_item_without_cases_gives_an_empty_map(three, engine_name):
    log, engine = of(three, engine_name, flows.CaseSelection(year_of(2022), item_code="it's none"))

    assert flows.flow_map_of(log, engine).arcs == ()


def test_the_time_at_each_status_is_told_by_the_clock_and_in_working_days(three, engine_name):
    three.days(date(2022, 9, 1), date(2022, 9, 30))
    three.case("D", ("file", "filed", moment(9)), ("accept", "accepted", moment(12)))
    log, engine = of(three, engine_name)

    accepted, filed = sorted(flows.stays(log, engine), key=lambda stay: stay.place)

    assert (filed.place, filed.times, filed.total_seconds, filed.working_days) == (
        "filed",
        4,
        (1 + 3 + 96 + 72) * HOUR,
        4 + 1,
    )
    assert (accepted.place, accepted.working_days, accepted.median_working_days) == (
        "accepted",
        3,
        Decimal("1.5"),
    )
    assert accepted.turn == "bureau"


def test_steps_tell_how_long_they_took_and_how_often_late_again_or_sent_back(tiny, engine_name):
    tiny.case("A", ("file", "filed", moment(5)), ("accept", "accepted", moment(5)))
    tiny.step("A", "材料审查", 1, moment(7), worked_days=2, due_on=date(2022, 9, 6))
    tiny.step("A", "现场核查", 2, moment(8), worked_days=1, state="sent_back", due_on=date(2022, 9, 9))
    tiny.step("A", "材料审查", 1, moment(9), worked_days=1, round=2, due_on=date(2022, 9, 9))
    tiny.step("A", "现场核查", 2, None, round=2)
    engine = tiny.on(engine_name)

    first, second = flows.step_times(CHOSEN, engine)

    assert (first.step, first.begun, first.done, first.late, first.again) == ("材料审查", 2, 2, 1, 1)
    assert (first.mean_days, first.median_days) == (Decimal("1.5"), Decimal("1.5"))
    assert (second.begun, second.done, second.sent_back) == (2, 1, 1)


def test_the_cases_behind_an_arc_are_those_counted_slowest_first(three, engine_name):
    log, engine = of(three, engine_name)

    def behind(pick):
        rows = flows.cases_of(pick, CHOSEN, log, engine, limit=10)
        assert len(rows) == flows.count_of(pick, CHOSEN, log, engine)
        return [row["reference"] for row in rows]

    assert behind(flows.Pick(arc=("file", "accept"))) == ["B", "A"]
    assert behind(flows.Pick(arc=("", "file"))) == ["A", "B", "C"]
    assert behind(flows.Pick(arc=("return", ""))) == ["C"]
    assert behind(flows.Pick(activity="return")) == ["C"]
    assert behind(flows.Pick(place="filed")) == ["C", "B", "A"]
    assert behind(flows.Pick(variant=("file", "return"))) == ["C"]


@pytest.mark.parametrize("division", [FOOD, FIRE])
def test_behind_a_map_of_a_division_stand_only_its_cases(three, engine_name, division):
    chosen = flows.CaseSelection(year_of(2022), divisions=(division,))
    log, engine = of(three, engine_name, chosen)

    rows = flows.cases_of(flows.Pick(activity="file"), chosen, log, engine, limit=10)

    assert {row["division"] for row in rows} == {division}


def test_the_throughput_tells_the_part_within_some_days(three, engine_name):
    log, engine = of(three, engine_name)

    found = flows.throughput(log, engine, within_days=2)

    assert (found.cases, found.within) == (3, 1)
    assert found.median_seconds == 49 * HOUR
