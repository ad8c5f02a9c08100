"""The indicator table and the page of one indicator."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tongban.account.audit.rule import check
from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.models import Evidence, Indicator, Status
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.tests.conftest import AT
from tongban.account.evaluation.tests.pages.conftest import HTMX
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger.models import Entry


def address(name, year, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, *args])


def typed(row, **changed):
    """Return the row's form as a browser would send it."""
    said = {
        "version": row.version,
        "operator": row.operator,
        "target": row.target,
        "unit": row.unit,
        "better": row.better,
        "actual": row.actual,
        "cause": row.cause,
    }
    return {name: "" if value is None else value for name, value in {**said, **changed}.items()}


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 43), ({"level1": "履职"}, 7), ({"light": "red"}, 6), ({"owed": "evidence"}, 18), ({"q": "邮寄"}, 1),
     ({"owed": "any"}, 43)],
)  # fmt: skip
def test_the_indicators_are_filtered(desk, drafted, asked, count):
    assert (
        desk.get(address("indicators", drafted), asked).content.decode().count('<tr id="indicator-') == count
    )


def test_a_row_is_edited_in_place_and_the_sums_follow(desk, drafted, indicator):
    changed = typed(
        indicator, weight="10", cause="寄件量下降", measure="加强宣传", owner="办公室", due_on="2023-06-30"
    )

    answer = desk.post(address("indicator-edit", drafted, indicator.pk), changed, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('<tr id="class-') == 2
    assert "6.97" in page
    indicator.refresh_from_db()
    assert (indicator.weight, indicator.cause, indicator.version) == (Decimal("10.00"), "寄件量下降", 2)


def test_the_ledger_keeps_what_stood_before(desk, drafted, indicator):
    desk.post(
        address("indicator-edit", drafted, indicator.pk), typed(indicator, actual="17000"), headers=HTMX
    )

    entry = Entry.objects.filter(subject=drafted.reference).latest("pk")
    assert entry.payload["changed"]["actual"] == ["16730.0000", "17000"]
    assert "17000" in desk.get(address("indicator", drafted, indicator.pk)).content.decode()


def test_who_comes_too_late_sees_both_values_and_loses_nothing(desk, drafted, indicator):
    mine = typed(indicator, cause="我的原因", actual="17000")
    desk.post(
        address("indicator-edit", drafted, indicator.pk), typed(indicator, cause="别人的原因"), headers=HTMX
    )

    answer = desk.post(address("indicator-edit", drafted, indicator.pk), mine, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我的原因" in page
    assert "别人的原因" in page
    assert 'value="17000"' in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"actual": "很多"}, "actual"), ({"target": ""}, "target"), ({"operator": "range"}, "target_upper"),
     ({"operator": "text"}, "target"), ({"due_on": "明年"}, "due_on"), ({"weight": "-1"}, "weight")],
)  # fmt: skip
def test_a_wrong_value_is_told_beside_its_field(desk, drafted, indicator, wrong, field):
    answer = desk.post(
        address("indicator-edit", drafted, indicator.pk), typed(indicator, **wrong), headers=HTMX
    )

    assert answer.status_code == 422
    assert f"indicator-{indicator.pk}-{field}_error" in answer.content.decode()


def test_targets_cannot_be_changed_while_the_year_runs(desk, drafted, indicator):
    type(drafted).objects.filter(pk=drafted.pk).update(status=Status.MONITORING)

    page = desk.get(address("indicator-edit", drafted, indicator.pk), headers=HTMX).content.decode()

    assert 'name="actual"' in page
    assert 'name="target"' not in page


def test_nothing_is_edited_once_the_draft_is_submitted(desk, drafted, indicator):
    type(drafted).objects.filter(pk=drafted.pk).update(status=Status.WITH_DIVISION)

    page = desk.get(address("indicators", drafted)).content.decode()
    refused = desk.post(
        address("indicator-edit", drafted, indicator.pk), typed(indicator, cause="迟到"), headers=HTMX
    )

    assert "/edit/" not in page
    assert refused.status_code == 409
    assert "迟到" in refused.content.decode()


def test_the_table_is_exported_with_what_is_owed(desk, drafted):
    content = desk.get(address("indicators", drafted), {"export": "xlsx", "level1": "履职"}).content

    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert len(rows) == 8
    assert "每年免费邮寄办件的数量" in rows[-1]


def test_an_indicator_is_added_and_struck(desk, drafted):
    said = {
        "version": 1,
        "name": "平均办理时长",
        "level1": "履职",
        "operator": "<=",
        "target": "3",
        "unit": "天",
        "better": "lower",
        "weight": "5",
        "bound_to": "",
    }

    added = desk.post(address("indicator-add", drafted), said)
    row = Indicator.objects.get(name="平均办理时长")
    struck = desk.post(address("indicator-strike", drafted, row.pk))

    assert added["Location"] == address("indicator", drafted, row.pk)
    assert struck.status_code == 302
    assert not Indicator.objects.filter(pk=row.pk).exists()


def test_the_score_is_worked_out_step_by_step(desk, drafted, indicator, clerk):
    year_parts.change(indicator, by=clerk, at=AT, changes={"weight": Decimal(10)})

    page = desk.get(address("indicator", drafted, indicator.pk)).content.decode()

    assert "16730 ÷ 24000" in page
    assert "69.71%" in page
    assert "6.97" in page


def test_a_bound_indicator_follows_the_budget(desk, drafted):
    row = drafted.indicators.get(name="预算执行率")
    said = {
        "version": row.version,
        "name": row.name,
        "level1": row.level1,
        "operator": row.operator,
        "target": "100",
        "unit": "%",
        "better": "",
        "bound_to": "预算总金额.执行率",
    }

    desk.post(address("indicator-part", drafted, row.pk, "definition"), said)

    page = desk.get(address("indicator", drafted, row.pk)).content.decode()
    assert "93.83%" in page


def test_the_five_statements_are_kept(desk, drafted, indicator):
    said = {"version": indicator.version, "verified": "抽查邮寄清单", "limits": "不含自取件"}

    answer = desk.post(address("indicator-part", drafted, indicator.pk, "trust"), said)

    indicator.refresh_from_db()
    assert answer.status_code == 302
    assert (indicator.verified, indicator.limits) == ("抽查邮寄清单", "不含自取件")


def test_evidence_comes_with_its_paper_and_only_readers_of_the_year_get_it(
    desk, at_desk, drafted, indicator, elsewhere
):
    said = {
        "kind": "ledger",
        "title": "邮寄台账",
        "system": "寄递系统",
        "as_of": "2022-12-31",
        "owner": "办公室",
        "upload": SimpleUploadedFile("台账.csv", "件数\n16730\n".encode()),
    }

    answer = desk.post(address("evidence-add", drafted, indicator.pk), said)

    stored = StoredFile.objects.get(name="台账.csv")
    paper = reverse("kit:file", args=[stored.digest])
    assert answer.status_code == 302
    assert desk.get(paper).status_code == 200
    assert at_desk("auditor").get(paper).status_code == 200
    assert at_desk("finance_officer", department=elsewhere).get(paper).status_code == 404
    assert at_desk("system_administrator").get(paper).status_code == 404


def test_a_file_of_a_forbidden_kind_is_told_beside_its_field(desk, drafted, indicator):
    said = {"kind": "document", "title": "程序", "upload": SimpleUploadedFile("a.pdf", b"MZ\x00\x01")}
    before = Evidence.objects.filter(indicator=indicator).count()

    answer = desk.post(address("evidence-add", drafted, indicator.pk), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="evidence-upload_error"' in page
    assert 'value="程序"' in page
    assert Evidence.objects.filter(indicator=indicator).count() == before


def test_evidence_is_withdrawn_and_stays_in_the_ledger(desk, drafted, indicator):
    proof = indicator.evidence.get()

    desk.post(address("evidence-withdraw", drafted, indicator.pk, proof.pk))

    assert not indicator.evidence.exists()
    assert Entry.objects.filter(subject=drafted.reference).latest("pk").move == "withdraw_proof"


def test_evidence_of_another_indicator_is_not_withdrawn_here(desk, drafted, indicator):
    other = Evidence.objects.exclude(indicator=indicator).first()

    assert desk.post(address("evidence-withdraw", drafted, indicator.pk, other.pk)).status_code == 404


def test_readings_are_taken_while_the_year_is_monitored(desk, drafted, indicator):
    said = {
        "as_of": "2022-07-31",
        "value": "9000",
        "forecast": "16000",
        "likelihood": "possible",
        "note": "偏慢",
    }

    early = desk.post(address("reading-add", drafted, indicator.pk), said)
    type(drafted).objects.filter(pk=drafted.pk).update(status=Status.MONITORING)
    answer = desk.post(address("reading-add", drafted, indicator.pk), said)

    assert early.status_code == 409
    assert answer.status_code == 302
    assert indicator.readings.get().value == Decimal(9000)


def test_the_audit_speaks_on_the_row_it_is_about(desk, drafted, indicator):
    page = desk.get(address("indicator-findings", drafted, indicator.pk)).content.decode()

    assert "IND-01" in page


def test_one_walks_from_indicator_to_indicator(desk, drafted):
    first, second = drafted.indicators.all()[:2]

    page = desk.get(address("indicator", drafted, first.pk)).content.decode()

    assert f'href="{address("indicator", drafted, second.pk)}" rel="next"' in page
    assert 'rel="prev"' not in page


@pytest.fixture
def in_words(drafted):
    return drafted.indicators.get(name="绩效指标明确性")


def judged(row, **said):
    """Return the form of a result in words: its target is 明确, its result 基本明确."""
    kept = {"version": row.version, "actual_text": "基本明确", "cause": "部分指标无口径"}
    return {**kept, "measure": "补充口径", "owner": "办公室", "due_on": "2023-06-30", **said}


@pytest.mark.parametrize(
    ("share", "verdict", "light", "met", "points"),
    [
        ("80", "partly", "red", "否", "8.00"),
        ("80", "reached", "green", "是", "8.00"),
        ("80", "", "green", "是", "8.00"),
        ("95", "reached", "green", "是", "9.50"),
        ("60", "missed", "red", "否", "6.00"),
        ("75", "", "red", "否", "7.50"),
    ],
)
def test_a_person_judges_a_result_in_words_and_light_points_and_audit_agree(
    desk, drafted, in_words, clerk, share, verdict, light, met, points
):
    year_parts.change(in_words, by=clerk, at=AT, changes={"weight": Decimal(10)})
    in_words.refresh_from_db()
    part = address("indicator-part", drafted, in_words.pk, "result")

    answer = desk.post(part, judged(in_words, attained=share, verdict=verdict))

    assert answer.status_code == 302
    account = account_of(drafted)
    standing = next(each for each in account.standings if each.indicator.pk == in_words.pk)
    printed = next(each for each in report_of(account).indicators if each.name.text == in_words.name)
    assert (standing.light, printed.met.text, printed.score.text) == (light, met, points)
    found = [each.rule for each in check(report_of(account)) if each.row == in_words.name]
    assert "IND-14" not in found


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"attained": "79", "verdict": "reached"}, "attained"),
        ({"attained": "81", "verdict": "partly"}, "attained"),
        ({"attained": "61", "verdict": "missed"}, "attained"),
        ({"attained": "", "verdict": "partly"}, "attained"),
        ({"attained": "101"}, "attained"),
        ({"actual_text": "明确", "attained": "70"}, "actual_text"),
        ({"actual_text": "明确", "verdict": "partly", "attained": "70"}, "actual_text"),
    ],
)
def test_words_share_and_verdict_that_contradict_one_another_are_told(desk, drafted, in_words, said, field):
    part = address("indicator-part", drafted, in_words.pk, "result")

    answer = desk.post(part, judged(in_words, **said))

    assert answer.status_code == 422
    assert f"indicator-{in_words.pk}-{field}_error" in answer.content.decode()
