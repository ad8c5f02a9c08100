"""The demo's two editions of 2022: the printed one is faulted, the corrected one is not."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tongban.account.audit.reader import complete, to_json, to_plain
from tongban.account.audit.report import EMPTY, Books
from tongban.account.audit.rule import check
from tongban.account.budget.actions import books
from tongban.account.budget.queries import sheet
from tongban.account.evaluation.actions import intake
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.books import books_of
from tongban.account.evaluation.queries.operating_figures import targets_of
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.versions import report_in
from tongban.demo.account import load_corrected, load_printed
from tongban.demo.people import RealOffice, create_staff
from tongban.demo.present_targets import load_present_targets
from tongban.ground.kit.figures import in_wan
from tongban.ground.kit.files import store_content
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Department, User

AT = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
CENTS = Decimal("33.37")


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


def taken_in_again(report, people):
    """Return the draft made of a report's own JSON."""
    clerk, bureau = people["performance_clerk"], Department.objects.get(code="DEMO-BUREAU")
    file = store_content(to_json(report), "report.json", by=clerk, at=AT, allowed=("json",), is_clean=True)
    imported = intake.import_report(bureau, file, "report.json", by=clerk, at=AT)
    found = [each.severity for each in check(report)]
    assert (imported.errors, imported.warnings) == (found.count("error"), found.count("warning"))
    return account_of(intake.draft_from(imported, edition="再次导入", by=clerk, at=AT))


def said_by(report):
    """Return what a report says, without its version and the number of the budget that its live figures cite."""
    report = replace(report, imprint=replace(report.imprint, version=EMPTY), books=Books())
    return re.sub(
        r"BUDGET-\d+-\d+", "BUDGET", json.dumps(to_plain(report), ensure_ascii=False, indent=1)
    ).split("\n")


def test_our_own_published_json_is_taken_in_again_without_a_loss(people, published):
    report = report_in(published.versions.latest("number"))

    draft = taken_in_again(report, people)

    again = complete(report_of(draft))
    assert [(each.rule, each.row, each.column, each.message.zh) for each in check(again)] == []
    assert said_by(again) == said_by(report)
    before = account_of(published)
    assert [row.execution for row in draft.sheet.rows] == [row.execution for row in before.sheet.rows]
    assert [(each.bound_to, each.attained) for each in draft.indicators] == [
        (each.bound_to, each.attained) for each in before.indicators
    ]
    assert [(each.code, each.body) for each in draft.chapters] == [
        (each.code, each.body) for each in before.chapters
    ]


def test_cents_that_the_print_rounds_away_come_back_and_make_no_gap(people, published):
    clerk = people["performance_clerk"]
    books.reopen(published.budget, by=clerk, at=AT)
    for row in sheet(published.budget).rows:
        if row.execution.unspent > 50:
            books.post_payment(
                row.line, by=clerk, at=AT, amount_yuan=CENTS, paid_on=AT.date(), purpose="尾差"
            )
    account = account_of(published)
    report = complete(replace(report_of(account), books=books_of(account)))

    draft = taken_in_again(report, people)

    assert draft.sheet.total == account.sheet.total
    assert [each.rule for each in check(report_of(draft)) if each.rule.startswith("BUD")] == [
        each.rule for each in check(report) if each.rule.startswith("BUD")
    ]
    assert said_by(complete(report_of(draft))) == said_by(report)


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
