"""The list of years, and opening one."""

from django.urls import reverse

from tongban.account.evaluation.actions import intake, year_parts
from tongban.account.evaluation.models import Evaluation, Indicator
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.counts import finding_counts
from tongban.account.evaluation.queries.findings import findings_of
from tongban.account.evaluation.tests.conftest import AT


def test_the_list_shows_only_years_one_may_see(at_desk, drafted, elsewhere):
    here = at_desk("division_head").get(reverse("evaluation:years")).content.decode()
    there = at_desk("auditor", department=elsewhere).get(reverse("evaluation:years")).content.decode()
    stranger = at_desk("finance_officer", department=elsewhere).get(reverse("evaluation:years"))

    assert "苏州市行政审批局" in here
    assert "苏州市行政审批局" in there
    assert "苏州市行政审批局" not in stranger.content.decode()


def test_the_list_is_filtered_by_status(desk, drafted):
    found = desk.get(reverse("evaluation:years"), {"status": "drafting"}).content.decode()
    none = desk.get(reverse("evaluation:years"), {"status": "filed"}).content.decode()

    assert f'href="{drafted.pk}/"' in found
    assert f'href="{drafted.pk}/"' not in none


def test_the_clerk_opens_a_year(desk, bureau):
    asked = {"department": bureau.pk, "year": 2023, "edition": "", "layout": "suzhou"}

    answer = desk.post(reverse("evaluation:open"), asked)

    opened = Evaluation.objects.get(year=2023)
    assert answer["Location"] == reverse("evaluation:overview", args=[opened.pk])
    assert opened.status == "declaring"
    assert desk.get(answer["Location"]).status_code == 200


def test_a_new_year_is_not_blamed_for_results_that_are_not_due(desk, bureau, clerk):
    year = intake.open_year(bureau, 2023, by=clerk, at=AT)
    target = {"operator": ">=", "target": 90, "unit": "%", "better": "higher", "weight": 100}
    year_parts.add(Indicator, year, by=clerk, at=AT, name="群众满意度", level1="满意度", **target)

    at_targets = finding_counts(year)
    type(year).objects.filter(pk=year.pk).update(status="drafting")
    year.refresh_from_db()

    assert at_targets.errors == 0
    assert [each.rule for each in findings_of(account_of(year)) if each.severity == "error"] != []


def test_a_year_is_opened_once_and_what_was_typed_stays(desk, bureau):
    asked = {"department": bureau.pk, "year": 2023, "edition": "试点", "layout": "national"}
    desk.post(reverse("evaluation:open"), asked)

    answer = desk.post(reverse("evaluation:open"), asked)

    assert answer.status_code == 409
    assert 'value="试点"' in answer.content.decode()


def test_nobody_opens_a_year_of_another_bureau(desk, elsewhere):
    asked = {"department": elsewhere.pk, "year": 2023, "edition": "", "layout": "suzhou"}

    assert desk.post(reverse("evaluation:open"), asked).status_code == 422
    assert not Evaluation.objects.filter(department=elsewhere).exists()


def test_only_the_clerk_opens_a_year(at_desk):
    assert at_desk("finance_officer").get(reverse("evaluation:open")).status_code == 403
