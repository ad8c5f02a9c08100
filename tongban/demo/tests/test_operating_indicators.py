"""The corrected account takes its operating values from the work once a year of it is there; the print stays the same."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tongban.account.audit.rule import check
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.versions import report_in
from tongban.account.insight.definitions import metric
from tongban.account.insight.models import KeptValue
from tongban.demo.account import load_corrected
from tongban.demo.operating_indicators import bind_operating_indicators
from tongban.demo.people import create_staff

COMPUTED = {
    "hall-cases": (344300, None),
    "new-market-entities": (2483, None),
    "assessments": (23, None),
    "lawsuits": (12, None),
    "pieces-mailed-free": (16730, None),
    "satisfaction": (136400, 137500),
    "down-share": (0, 525600),
}


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


def keep(**changed):
    """Keep values as the year of the city has them."""
    for code, (numerator, denominator) in {**COMPUTED, **changed}.items():
        KeptValue.objects.create(
            code=code,
            first="2022-01-01",
            last="2022-12-31",
            numerator=Decimal(numerator),
            denominator=denominator,
            rows=denominator or numerator,
            engine="duckdb",
            definition=metric(code).digest,
            manifest="ab" * 32,
            computed_at=datetime(2023, 2, 1, tzinfo=UTC),
        )


def printed(report):
    return [(row.name.text, row.actual.text, row.score.text) for row in report.indicators]


def test_the_public_version_leads_to_the_rows_and_prints_what_it_printed(published, people):
    before = printed(report_in(published.versions.latest("number")))
    keep()

    typed = bind_operating_indicators(published, people)

    version = published.versions.latest("number")
    report = report_in(version)
    linked = {row.metric for row in report.indicators if row.metric}
    assert typed == []
    assert linked == {f"{code}/2022" for code in COMPUTED}
    assert printed(report) == before
    assert published.status == "published"
    assert version.published_at


def test_a_year_whose_operating_indicators_are_bound_is_audited_without_error(published, people):
    keep()

    bind_operating_indicators(published, people)

    found = check(report_of(account_of(published)))
    assert [each for each in found if each.severity == "error" or each.rule.startswith("EVD")] == []


def test_what_the_work_does_not_prove_to_the_digit_stays_typed(published, people):
    keep(**{"hall-cases": (3443, None)})

    typed = bind_operating_indicators(published, people)

    assert typed == ["政务服务大厅办理各事项办件数量"]
    assert published.indicators.get(name=typed[0]).bound_to == ""


def test_without_a_year_nothing_happens_and_binding_twice_changes_nothing(published, people):
    bind_operating_indicators(published, people)
    assert published.versions.count() == 2

    keep()
    bind_operating_indicators(published, people)
    bind_operating_indicators(published, people)

    assert published.versions.count() == 3
