"""Who may open which page, and what a stranger learns: nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.account.evaluation.actions import intake

READERS = ("performance_clerk", "finance_officer", "division_head", "bureau_leader", "auditor")
PAGES = ("overview", "budget", "indicators", "tasks")
CLERKS_ONLY = ("indicator-add", "indicator-sheet", "indicator-sheet-import", "task-add")
BOOKKEEPERS_ONLY = ("budget-declare", "budget-import", "line-add")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", READERS[1:])
def test_the_bureaus_staff_read_every_page(at_desk, drafted, role, page):
    assert at_desk(role).get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_the_system_administrator_sees_no_business_data(at_desk, drafted, page):
    assert (
        at_desk("system_administrator").get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code
        == 403
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_draft_does_not_exist_for_the_reviewer(at_desk, drafted, page):
    assert (
        at_desk("finance_reviewer").get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code == 404
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_year_of_another_bureau_does_not_exist(at_desk, drafted, elsewhere, page):
    stranger = at_desk("finance_officer", department=elsewhere)

    assert stranger.get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_who_has_not_signed_in_is_asked_to(drafted, page):
    answer = Client().get(reverse(f"evaluation:{page}", args=[drafted.pk]))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", CLERKS_ONLY)
@pytest.mark.parametrize("role", [*READERS[1:], "finance_reviewer"])
def test_only_the_clerk_adds_indicators_and_tasks(at_desk, drafted, role, page):
    assert at_desk(role).get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code == 403


@pytest.mark.parametrize("page", BOOKKEEPERS_ONLY)
@pytest.mark.parametrize("role", ["division_head", "bureau_leader", "auditor"])
def test_who_keeps_no_books_changes_no_budget(at_desk, drafted, role, page):
    assert at_desk(role).get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code == 403


def test_the_finance_officer_keeps_the_books(at_desk, drafted):
    officer = at_desk("finance_officer")

    assert all(
        officer.get(reverse(f"evaluation:{p}", args=[drafted.pk])).status_code == 200
        for p in BOOKKEEPERS_ONLY
    )


@pytest.mark.parametrize("name", ["line-edit", "line-row", "line"])
def test_a_line_of_another_budget_does_not_exist_here(desk, drafted, imported, clerk, name):
    from tongban.account.evaluation.tests.conftest import AT

    other = intake.draft_from(imported, edition="副本", by=clerk, at=AT)
    line = other.budget.lines.first()

    assert desk.get(reverse(f"evaluation:{name}", args=[drafted.pk, line.pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ["line-strike", "line-adjust", "line-pay", "indicator-strike", "evidence-add", "reading-add"]
)
def test_changes_are_posted(desk, drafted, line, indicator, name):
    pk = line.pk if name.startswith("line") else indicator.pk

    assert desk.get(reverse(f"evaluation:{name}", args=[drafted.pk, pk])).status_code == 405


def test_auditors_see_no_buttons_that_change(at_desk, drafted):
    page = at_desk("auditor").get(reverse("evaluation:budget", args=[drafted.pk])).content.decode()

    assert reverse("evaluation:line-add", args=[drafted.pk]) not in page
    assert "/edit/" not in page
