"""What the law says of a case, by tables a lawyer can check and by properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock import lights
from tongban.ground.clock.deadline import DeadlineExtension, DeadlinePause
from tongban.ground.clock.months import months_after
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.kit.json_schema import form_faults
from tongban.work.cases.remedies.rules import gives_reasons, is_in_time, remedies
from tongban.work.cases.rules import completeness, delivery, limits, reviews
from tongban.work.cases.rules.completeness import Need
from tongban.work.cases.rules.limits import ON_THE_SPOT, Length
from tongban.work.cases.rules.reviews import ReviewRound

SUZHOU = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(2015, 1, 1), date(2025, 6, 30))
WORKING = Length(20, "working")
D = date.fromisoformat


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SUZHOU)


def due(deadline):
    return limits.due_of(deadline, SHIPPED).on


@pytest.mark.law("licensing-law:32", "licensing-law:82")
@pytest.mark.parametrize(
    ("received_on", "last_day"),
    [("2022-01-28", "2022-02-09"), ("2022-04-29", "2022-05-10"), ("2022-12-30", "2023-01-09")],
)
def test_everything_missing_is_said_within_five_working_days(received_on, last_day):
    assert limits.notice_due(D(received_on), SHIPPED) == D(last_day)


@pytest.mark.law("licensing-law:32")
@pytest.mark.parametrize(
    ("on", "accepted_on"), [("2022-02-09", None), ("2022-02-10", "2022-01-28"), ("2022-06-01", "2022-01-28")]
)
def test_silence_accepts_from_the_day_the_materials_were_received(on, accepted_on):
    found = limits.accepted_by_silence_on(D("2022-01-28"), on=D(on), calendar=SHIPPED)

    assert found == (D(accepted_on) if accepted_on else None)


@pytest.mark.law("licensing-law:42")
@pytest.mark.parametrize(
    ("accepted_at", "promised", "promised_on", "statutory_on"),
    [
        ("2022-09-28T10:00", Length(10, "working"), "2022-10-17", "2022-10-31"),
        ("2022-01-20T23:59", Length(1, "working"), "2022-01-21", "2022-02-22"),
        ("2022-09-28T10:00", ON_THE_SPOT, "2022-09-28", "2022-10-31"),
        ("2022-09-28T10:00", Length(48, "hours"), "2022-09-30", "2022-10-31"),
        ("2022-09-28T10:00", Length(5, "calendar"), "2022-10-08", "2022-10-31"),
    ],
)
def test_a_decision_has_its_promise_and_its_statutory_limit(accepted_at, promised, promised_on, statutory_on):
    found = limits.decision_limits(at(accepted_at), promised=promised, statutory=WORKING)

    assert (due(found.promised), due(found.statutory)) == (D(promised_on), D(statutory_on))


@pytest.mark.law("licensing-law:45")
def test_the_days_of_a_special_procedure_do_not_count():
    pause = DeadlinePause(D("2022-10-10"), D("2022-10-14"), "expert_review", "苏行审特〔2022〕1号")

    found = limits.decision_limits(
        at("2022-09-28T10:00"), promised=Length(10, "working"), statutory=WORKING, pauses=[pause]
    )

    assert (due(found.promised), due(found.statutory)) == (D("2022-10-24"), D("2022-11-07"))


@pytest.mark.law("licensing-law:45")
def test_under_an_open_special_procedure_there_is_no_last_day():
    pause = DeadlinePause(D("2022-10-10"), None, "hearing", "苏行审特〔2022〕1号")

    found = limits.decision_limits(
        at("2022-09-28T10:00"), promised=Length(10, "working"), statutory=WORKING, pauses=[pause]
    )

    assert due(found.promised) is None


@pytest.mark.law("licensing-law:42", "business-environment-regulation:36")
@pytest.mark.parametrize(
    ("promised", "promised_on"),
    [
        (Length(10, "working"), "2022-10-24"),
        (ON_THE_SPOT, "2022-10-10"),
        (Length(24, "hours"), "2022-10-04"),
    ],
)
def test_the_extension_moves_both_limits(promised, promised_on):
    more = DeadlineExtension(5, "苏行审延〔2022〕1号", "徐局长")

    found = limits.decision_limits(
        at("2022-09-28T10:00"), promised=promised, statutory=WORKING, extension=more
    )

    assert (due(found.promised), due(found.statutory)) == (D(promised_on), D("2022-11-07"))


@pytest.mark.law("licensing-law:42")
@pytest.mark.parametrize(
    ("statutory", "is_joint", "most"),
    [
        (WORKING, False, 10),
        (Length(45, "working"), True, 15),
        (Length(30, "calendar"), False, 10),
        (ON_THE_SPOT, False, 0),
    ],
)
def test_the_head_extends_by_no_more_than_the_law_allows(statutory, is_joint, most):
    assert limits.extension_at_most(statutory, is_joint=is_joint, on=D("2022-09-28")) == most


@pytest.mark.law("licensing-law:44", "licensing-law:82")
def test_the_result_is_issued_within_ten_working_days():
    assert limits.issue_due(D("2022-09-28"), SHIPPED) == D("2022-10-17")


@pytest.mark.law("anyang-services-regulation:24")
def test_what_follows_comes_within_the_days_given():
    assert limits.follow_due(D("2022-09-28"), 5, SHIPPED) == D("2022-10-10")


def test_a_year_without_a_notice_is_counted_and_marked():
    found = limits.decision_limits(at("2026-12-22T10:00"), promised=Length(10, "working"), statutory=WORKING)

    assert limits.due_of(found.promised, SHIPPED).assumed_years == (2027,)


@given(DAYS, st.integers(1, 20), st.integers(0, 30))
def test_a_longer_special_procedure_never_brings_the_day_nearer(start, length, paused):
    begin = datetime.combine(start, datetime.min.time(), UTC)
    pause = DeadlinePause(start + timedelta(days=1), start + timedelta(days=1 + paused), "testing", "特1号")

    plain = limits.decision_limits(begin, promised=Length(length, "working"), statutory=WORKING)
    later = limits.decision_limits(
        begin, promised=Length(length, "working"), statutory=WORKING, pauses=[pause]
    )

    assert due(plain.promised) <= due(later.promised)
    assert SHIPPED.is_working(due(later.promised))


@given(DAYS, st.integers(1, 120))
def test_a_licence_ends_on_the_eve_of_its_day(start, months):
    last = limits.valid_until(start, months)

    assert last + timedelta(days=1) == months_after(start, months)
    assert limits.valid_until(start, None) is None


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [("2022-01-31", 1, "2022-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2022-12-01", 1, "2023-01-01")],
)
def test_months_end_where_the_calendar_ends(start, months, day):
    assert months_after(D(start), months) == D(day)


@pytest.mark.law("reconsideration-law:20", "reconsideration-law-2017:9", "litigation-law:46")
@pytest.mark.parametrize(
    ("told_on", "reconsideration", "lawsuit"),
    [
        ("2022-09-28", "2022-11-27", "2023-03-28"),
        ("2024-08-31", "2024-10-30", "2025-02-28"),
    ],
)
def test_a_refusal_is_contested_within_sixty_days_or_six_months(told_on, reconsideration, lawsuit):
    assert [each.until for each in remedies(D(told_on))] == [D(reconsideration), D(lawsuit)]
    assert is_in_time("lawsuit", told_on=D(told_on), received_on=D(lawsuit))
    assert not is_in_time(
        "reconsideration", told_on=D(told_on), received_on=D(reconsideration) + timedelta(1)
    )


@pytest.mark.law("licensing-law:38")
def test_a_refusal_without_reasons_is_none():
    assert not gives_reasons("  \n")
    assert gives_reasons("油烟直排居民楼。")


@pytest.mark.law("licensing-law:34")
def test_only_a_check_on_site_takes_two_officers():
    assert reviews.officers_needed("check_on_site", on=D("2022-09-28")) == 2
    assert reviews.officers_needed("agree", on=D("2022-09-28")) == 1


def opinions(*states):
    """Return opinions of steps as (stage, state), in round one."""
    return [ReviewRound(key, key, stage, 1, state) for key, (stage, state) in enumerate(states)]


@pytest.mark.law("licensing-law:34")
@pytest.mark.parametrize(
    ("states", "opening", "is_reviewed", "is_agreed"),
    [
        ([], [], True, True),
        ([(1, "waiting"), (1, "waiting"), (2, "waiting")], [0, 1], False, False),
        ([(1, "agreed"), (1, "open"), (2, "waiting")], [], False, False),
        ([(1, "agreed"), (1, "agreed"), (2, "waiting")], [2], False, False),
        ([(1, "agreed"), (2, "agreed")], [], True, True),
        ([(1, "objected"), (1, "open"), (2, "waiting")], [], False, False),
        ([(1, "objected"), (1, "agreed"), (2, "waiting")], [], True, False),
    ],
)
def test_stages_open_one_after_another(states, opening, is_reviewed, is_agreed):
    given_ = opinions(*states)

    assert [each.key for each in reviews.opens_next(given_)] == opening
    assert reviews.is_reviewed(given_) is is_reviewed
    assert reviews.is_agreed(given_) is is_agreed


def test_only_the_latest_round_of_a_step_counts():
    first, again = ReviewRound(1, 7, 1, 1, "agreed"), ReviewRound(2, 7, 1, 2, "open")

    assert reviews.latest_rounds([again, first]) == [again]
    assert not reviews.is_reviewed([first, again])


def test_going_back_asks_for_later_steps_and_objections_anew():
    given_ = opinions((1, "agreed"), (1, "objected"), (2, "waiting"), (2, "sent_back"))

    again, others = reviews.reopened_rounds(given_, to=0)

    assert again.key == 0
    assert [each.key for each in others] == [1, 2, 3]


@pytest.mark.law("online-service-rules:7", "anyang-services-regulation:24")
@pytest.mark.parametrize(
    ("is_needed", "necessity", "state", "lack"),
    [
        (True, "required", "submitted", None),
        (True, "required", "on_file", None),
        (True, "required", "promised", None),
        (True, "required", "missing", "missing"),
        (True, "required", "to_follow", "may_not_follow"),
        (True, "may_follow", "to_follow", None),
        (True, "may_follow", "missing", "missing"),
        (True, "optional", "missing", None),
        (None, "required", "missing", "unanswered"),
        (False, "required", "missing", None),
    ],
)
def test_a_material_is_asked_for_only_where_it_is_needed(is_needed, necessity, state, lack):
    found = completeness.lacks([Need(1, is_needed, necessity, state)], tolerates=True)

    assert found == ({1: lack} if lack else {})


def test_without_tolerance_nothing_follows_later():
    need = Need(1, True, "may_follow", "to_follow")

    assert completeness.lacks([need], tolerates=False) == {1: "may_not_follow"}
    assert completeness.to_follow([need]) == [1]


def test_a_material_that_was_returned_is_handed_in_anew():
    need = Need(1, True, "required", "submitted", is_faulty=True)

    assert completeness.lacks([need], tolerates=True) == {1: "faulty"}


def test_faults_of_a_form_stand_at_their_field():
    schema = {
        "type": "object",
        "required": ["shop"],
        "additionalProperties": False,
        "properties": {
            "shop": {"type": "string"},
            "area": {"type": "number", "minimum": 1},
            "people": {"type": "array", "items": {"type": "string", "maxLength": 2}},
        },
    }

    found = form_faults(schema, {"area": 0, "people": ["abc"], "x": 1})

    assert {(each.field, each.rule) for each in found} == {
        ("shop", "required"),
        ("area", "minimum"),
        ("people/0", "maxLength"),
        ("", "additionalProperties"),
    }
    assert form_faults({}, {"anything": 1}) == []


@pytest.mark.parametrize("bad", [{"$ref": "http://127.0.0.1:9/x"}, {"properties": {"shop": {"type": "txt"}}}])
def test_a_form_whose_schema_cannot_be_used_asks_for_what_it_lists(bad):
    schema = {"type": "object", "required": ["shop", "area"], **bad}

    found = form_faults(schema, {"shop": "面馆", "area": ""})

    assert [(each.field, each.rule) for each in found] == [("area", "required")]


@pytest.mark.parametrize(
    ("on", "light", "left"),
    [
        ("2022-09-06", "green", 8),
        ("2022-09-13", "yellow", 4),
        ("2022-09-16", "yellow", 1),
        ("2022-09-19", "red", 0),
        ("2022-09-20", "black", -1),
        ("2022-09-24", "black", -4),
    ],
)
def test_the_light_turns_as_the_promise_runs_out(on, light, left):
    found = lights.due_status(D("2022-09-19"), total=8, on=D(on), calendar=SHIPPED)

    assert (found.light, found.days_left) == (light, left)


@pytest.mark.parametrize(
    ("offered", "ways", "payer"),
    [
        (["window", "electronic", "courier"], ["window", "electronic", "courier"], "bureau"),
        (["window", "courier_paid"], ["window", "courier"], "applicant"),
        (["courier", "courier_paid"], ["courier"], "bureau"),
        (["electronic"], ["electronic"], "bureau"),
    ],
)
def test_the_item_says_how_the_result_comes_and_who_pays_the_courier(offered, ways, payer):
    assert (delivery.ways(offered), delivery.payer(offered)) == (ways, payer)
