"""Passing a year on: who may, when not, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tongban.account.evaluation.actions import intake, transitions, year_parts
from tongban.account.evaluation.models import Indicator, Status
from tongban.account.evaluation.queries.review import open_moves
from tongban.account.evaluation.states import CHART
from tongban.account.evaluation.tests.conftest import AT
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, Department, User


@pytest.fixture
def with_finance(drafted, clerk, person):
    transitions.transition(drafted, "submit", by=clerk, at=AT)
    return transitions.transition(drafted, "endorse", by=person("division_head"), at=AT)


def test_a_draft_goes_from_the_clerk_to_the_division_head_to_finance(with_finance):
    moves = Entry.objects.filter(subject=with_finance.reference, kind="move").values_list("move", flat=True)

    assert list(moves) == ["import", "submit", "endorse"]
    assert with_finance.status == "with_finance"


@pytest.fixture
def divisions(bureau):
    """Return two divisions of the bureau: the one the draft comes from, and another."""
    return [
        Department.objects.create(code=code, name=name, kind="division", parent=bureau)
        for code, name in (("SZ-CW", "计划财务处"), ("SZ-SP", "食品药品审批处"))
    ]


@pytest.mark.parametrize("move", ["endorse", "division_return"])
def test_only_the_head_over_the_clerk_endorses_a_draft(drafted, clerk, person, divisions, move):
    own, other = divisions
    clerk.department = own
    clerk.save()
    submitted = transitions.transition(drafted, "submit", by=clerk, at=AT)
    strangers = [employ(f"head-of-{place.code}", place, "division_head") for place in (other, elsewhere())]
    head = employ("head", own, "division_head")

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            transitions.transition(submitted, move, by=stranger, at=AT, note="缺少原因分析")
        assert open_moves(submitted, stranger, AT.date()) == []
    offered = {each.move.name for each in open_moves(submitted, head, AT.date())}
    passed = transitions.transition(submitted, move, by=head, at=AT, note="缺少原因分析")

    assert offered == {"endorse", "division_return"}
    assert passed.status in ("with_finance", "drafting")


def test_who_leads_the_bureau_that_the_division_belongs_to_endorses_as_well(
    drafted, clerk, person, divisions
):
    clerk.department = divisions[0]
    clerk.save()
    submitted = transitions.transition(drafted, "submit", by=clerk, at=AT)

    assert (
        transitions.transition(submitted, "endorse", by=person("division_head"), at=AT).status
        == "with_finance"
    )


def test_nobody_of_another_bureau_moves_a_year(drafted, clerk):
    with pytest.raises(PermissionDenied):
        transitions.transition(
            drafted, "submit", by=employ("clerk-elsewhere", elsewhere(), "performance_clerk"), at=AT
        )


def elsewhere():
    return Department.objects.get_or_create(
        code="WX", defaults={"name": "无锡市行政审批局", "kind": "bureau"}
    )[0]


def employ(username, department, role):
    user = User.objects.create(username=username, display_name=username, department=department)
    Assignment.objects.create(user=user, role=role, since=date(2020, 1, 1))
    return user


def test_nobody_passes_a_check_while_an_error_is_open(with_finance, person):
    with pytest.raises(Refused, match="BUD-03"):
        transitions.transition(with_finance, "check", by=person("finance_officer"), at=AT)

    with_finance.refresh_from_db()
    assert with_finance.status == "with_finance"
    assert not Entry.objects.filter(subject=with_finance.reference, move="check").exists()


def test_going_back_needs_a_reason(with_finance, person):
    officer = person("finance_officer")

    with pytest.raises(Refused):
        transitions.transition(with_finance, "finance_return", by=officer, at=AT, note="  ")
    back = transitions.transition(with_finance, "finance_return", by=officer, at=AT, note="缺少原因分析")

    assert back.status == "drafting"


def test_only_the_right_role_makes_a_move(drafted, person):
    for role in ("division_head", "bureau_leader", "auditor", "finance_reviewer", "system_administrator"):
        with pytest.raises(PermissionDenied):
            transitions.transition(drafted, "submit", by=person(role), at=AT)


def test_nothing_is_edited_while_others_look_at_it(with_finance, clerk):
    indicator = with_finance.indicators.first()

    with pytest.raises(Refused):
        year_parts.change(indicator, by=clerk, at=AT, changes={"cause": "…"})


def test_two_people_change_one_row_and_the_second_is_told(drafted, clerk):
    indicator = drafted.indicators.get(name="预算执行率")
    year_parts.change(indicator, by=clerk, at=AT, seen=1, changes={"cause": "首先"})

    with pytest.raises(Refused):
        year_parts.change(indicator, by=clerk, at=AT, seen=1, changes={"cause": "随后"})

    assert Indicator.objects.get(pk=indicator.pk).cause == "首先"


def test_a_change_leaves_what_stood_before(drafted, clerk):
    indicator = drafted.indicators.get(name="预算执行率")

    year_parts.change(indicator, by=clerk, at=AT, changes={"cause": "部分项目跨年"})

    entry = Entry.objects.filter(subject=drafted.reference, move="edit").latest("number")
    assert entry.payload["changed"] == {"cause": ["", "部分项目跨年"]}


def test_an_error_cannot_be_dismissed(drafted, clerk):
    finding = {"rule": "BUD-03", "place": "七 · 项目支出", "reason": "已知", "decision": "dismissed"}

    with pytest.raises(Refused):
        year_parts.decide_finding(drafted, by=clerk, at=AT, severity="error", **finding)
    decided = year_parts.decide_finding(drafted, by=clerk, at=AT, severity="warning", **finding)

    assert decided.pk


def test_every_status_of_the_chart_is_known_to_the_model():
    assert set(CHART.states) == set(Status.values)


@pytest.fixture
def declared(bureau, clerk):
    year = intake.open_year(bureau, 2023, by=clerk, at=AT)
    year_parts.add(
        Indicator, year, by=clerk, at=AT, name="办件数量", level1="履职", operator=">=", target=100, unit="件"
    )
    return transitions.transition(year, "declare", by=clerk, at=AT)


@pytest.mark.law("budget-law:32")
def test_targets_are_declared_with_the_budget_and_bind_while_the_year_runs(declared, clerk, person):
    running = transitions.transition(declared, "approve_targets", by=person("finance_reviewer"), at=AT)
    indicator = running.indicators.get()

    with pytest.raises(Refused):
        year_parts.change(indicator, by=clerk, at=AT, changes={"target": 50})
    reading = {"value": 40, "likelihood": "possible"}
    read = year_parts.record_reading(indicator, by=clerk, at=AT, as_of=AT.date(), **reading)

    assert read.value == 40


@pytest.mark.law("mof-2019-136")
def test_readings_are_taken_only_while_the_year_is_monitored(declared, clerk):
    with pytest.raises(Refused):
        year_parts.record_reading(
            declared.indicators.get(), by=clerk, at=AT, as_of=AT.date(), value=1, likelihood="certain"
        )


@pytest.mark.law("budget-law:57")
def test_every_step_of_the_evaluation_is_written_down_with_its_basis(with_finance):
    bases = Entry.objects.filter(subject=with_finance.reference, kind="move").values_list("basis", flat=True)

    assert set(bases) == {"budget-law:57"}
