"""A frozen report keeps the keys of its figures: nothing is found again by searching its prose."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tongban
from tests.once import let_rows_go
from tongban.account.audit.reader import from_json, to_json, to_plain
from tongban.account.evaluation.actions import transitions
from tongban.account.evaluation.models import Chapter
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.versions import report_in
from tongban.account.insight import kept_values
from tongban.account.insight.definitions import metric
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.rules import year_of
from tongban.doors.portal.queries.accounts import PublishedReport
from tongban.ground.ledger.chain import sm3

AT = datetime(2023, 6, 1, 9, 0, tzinfo=UTC)
NEW = ("figures", "definition", "snapshot")


def named(report):
    return [(section, figure) for section in report.sections for figure in section.figures]


def links(version):
    """Return the linked figures of the page's prose: text and address."""
    sections = [paragraphs for _, paragraphs in PublishedReport(version).texts]
    return [
        (each.text, each.href) for found in sections for passages in found for each in passages if each.href
    ]


@pytest.fixture
def rewritten(published, people):
    """Return a maker of drafts of the published account whose chapter 2 says something else."""

    def say(text):
        transitions.transition(published, "reopen", by=people["finance_officer"], at=AT, note="更正")
        Chapter.objects.filter(evaluation=published, code="2").update(body=text)
        version = published.versions.latest("number")
        version.report = to_plain(report_of(account_of(published)))
        return version

    return say


def test_every_figure_of_the_prose_is_kept_with_its_key_and_place(published):
    report = report_in(published.versions.latest("number"))

    for section, figure in named(report):
        paragraph = section.paragraphs[figure.paragraph].text
        assert paragraph[figure.offset :].startswith(figure.text)
    keys = {figure.key for _, figure in named(report)}
    assert {"预算总金额.执行率", "指标.新登记各类市场主体数量.完成值"} <= keys
    assert all(figure.value is not None for _, figure in named(report))


def test_what_was_frozen_is_read_back_to_the_letter(published):
    version = published.versions.latest("number")

    again = to_json(report_in(version))

    assert sm3(again).hex() == version.digest
    assert from_json(again) == report_in(version)


def test_figures_that_two_rows_share_keep_their_links(rewritten):
    version = rewritten(
        "甲{基本支出.年初预算数}乙{基本支出.年初预算数}丙{项目支出.执行率}丁{指标.预算执行率.完成值}"
    )
    rows = {row.line.name.text: row.anchor for row in PublishedReport(version).lines}

    found = [href for _, href in links(version)[:4]]

    row = next(row for row in PublishedReport(version).indicators if row.indicator.name.text == "预算执行率")
    assert found == [f"#{rows['基本支出']}", f"#{rows['基本支出']}", f"#{rows['项目支出']}", f"#{row.anchor}"]


def test_a_typed_number_that_happens_to_be_a_figure_is_no_link(rewritten, published):
    spent = PublishedReport(published.versions.latest("number")).total.line.actual.text

    version = rewritten(f"去年也花了{spent}万元。")

    _heading, paragraphs = PublishedReport(version).texts[0]
    assert [each.href for passages in paragraphs for each in passages] == [""]


def test_a_figure_of_the_work_carries_metric_definition_and_snapshot(rewritten):
    kept_values.keep_values(year_of(2022), engine=LIVE, at=AT, codes=["hall-cases"])
    label = metric("hall-cases").label

    version = rewritten(f"办件{{业务.{label}}}。")

    figure = next(figure for _, figure in named(report_in(version)) if figure.metric)
    assert (figure.metric, figure.definition) == ("hall-cases/2022", metric("hall-cases").digest)
    assert links(version)[0][1] == "/figures/hall-cases/2022/"


def test_a_version_of_before_the_keys_still_opens(client, published):
    version = published.versions.latest("number")
    version.report = without(version.report)
    let_rows_go(["evaluation_version"])
    version.save(update_fields=["report"])

    page = client.get(f"/open/{published.reference}/")

    assert page.status_code == 200
    assert named(report_in(version)) == []
    assert PublishedReport(version).texts


def without(value):
    if isinstance(value, dict):
        return {key: without(each) for key, each in value.items() if key not in NEW}
    return [without(each) for each in value] if isinstance(value, list) else value


def test_no_code_searches_its_own_prose():
    house = Path(tongban.__file__).parent
    for path in ("account/evaluation/queries/filed_figures.py", "doors/portal/queries/accounts.py"):
        assert not re.search(r"\bimport re\b|re\.compile", (house / path).read_text("utf-8")), path


def test_the_account_knows_no_address_of_the_desk():
    house = Path(tongban.__file__).parent / "account"
    files = [*house.rglob("*.py"), *house.rglob("*.html")]

    found = [
        str(path) for path in files if "/tests/" not in str(path) and "/figures/" in path.read_text("utf-8")
    ]

    assert found == []
