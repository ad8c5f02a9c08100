"""The demo's two editions of 2022: the printed one is faulted, the corrected one is not."""

from decimal import Decimal

import pytest

from tongban.account.audit.rule import check
from tongban.account.budget.queries import sheet
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.operating_figures import targets_of
from tongban.account.evaluation.queries.report import report_of
from tongban.demo.account import load_corrected, load_printed
from tongban.demo.people import RealOffice, create_staff
from tongban.demo.present_targets import load_present_targets
from tongban.ground.kit.figures import in_wan
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Department, User


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def people(once):
    once(create_staff)
    return create_staff()


@pytest.fixture
def published(once, people):
    once(load_corrected, people)
    return load_corrected(people)


def test_the_corrected_account_keeps_the_published_totals_and_the_audit_finds_nothing_in_it(published):
    totals = sheet(published.budget)
    printed = [in_wan(amount) for amount in (totals.total.initial, totals.total.adjusted, totals.total.spent)]
    found = check(report_of(account_of(published)))

    assert [str(amount) for amount in printed] == ["3695.80", "5053.47", "4789.79"]
    assert [str(totals.total.rate), str(totals.project.rate)] == ["94.78", "91.57"]
    assert [(each.rule, each.row, each.column, each.message.zh) for each in found] == []


@pytest.mark.law("budget-law-regulation:20")
@pytest.mark.law("budget-law:14")
def test_the_demo_is_published_after_one_return_and_loading_twice_changes_nothing(people, published):
    first = published, load_printed(people)

    year = first[0]
    assert year.status == "published"
    assert [version.number for version in year.versions.all()] == [1, 2]
    assert year.versions.get(number=2).published_at
    bases = dict(Entry.objects.filter(subject=year.reference, kind="move").values_list("move", "basis"))
    assert (bases["file"], bases["publish"]) == ("budget-law-regulation:20", "budget-law:14")
    assert (load_corrected(create_staff()), load_printed(people)) == first


def test_the_demo_is_not_loaded_into_a_real_office(db):
    User.objects.create(username="real")

    with pytest.raises(RealOffice):
        create_staff()

    assert not Department.objects.exists()


@pytest.mark.django_db
def test_the_present_year_is_held_to_targets_that_were_approved(people):
    for _time in range(2):
        load_present_targets(2026, Decimal("0.1"), people)

    year = Evaluation.objects.get(year=2026)
    targets = targets_of(year)
    assert year.status == "monitoring"
    assert targets["hall-cases"].goal.value == 33397
    assert targets["satisfaction"].is_met(Decimal(98))
