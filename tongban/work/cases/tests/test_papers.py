"""Papers: numbered, complete in law, the same PDF from the same content, checked by anybody."""

import io
from datetime import date

import pdfplumber
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from tests.once import let_rows_go
from tongban.ground.kit.files import store_content
from tongban.ground.kit.fonts import MissingCharacters
from tongban.ground.matters.papers import check_paper
from tongban.ground.office.actions import set_value
from tongban.ground.office.registry import known_settings
from tongban.ground.people.models import Applicant
from tongban.ground.people.tests.cast import staff
from tongban.work.cases import papers
from tongban.work.cases.actions import applications, decisions, intake, limits, materials, results
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.papers import contents
from tongban.work.cases.queries import public_checks
from tongban.work.cases.queries.search import matches_text
from tongban.work.cases.queries.visibility import case_of
from tongban.work.cases.tests.cast import FORM, MONDAY, day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


def paper(case, kind):
    return case.papers.get(kind=kind)


def said(written):
    return "\n".join(written.content["paragraphs"])


def read(written):
    with pdfplumber.open(io.BytesIO(papers.pdf(written.content, written.at))) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_the_receipt_lists_the_materials_and_says_by_when_an_answer_comes(filed):
    receipt = paper(filed, "receipt")

    assert "2022年9月13日前决定是否受理" in said(receipt)
    assert [row[0] for row in receipt.content["table"]["rows"]] == [
        "租赁合同",
        "平面图",
        "健康证明",
        "营业执照",
    ]


def test_the_receipt_tells_handed_in_and_missing_apart_and_is_silent_on_what_is_not_needed(house, material):
    by = house.zhang.account
    case = applications.begin(house.version, house.zhang, by=by, at=MONDAY, answers={"serves_food": False})
    applications.save_form(case, by=by, at=MONDAY, form=FORM)
    for name in ("租赁合同", "营业执照"):
        materials.attach(case, material(name), upload(f"{name}.pdf"), by=by, at=MONDAY)
    materials.promise(case, material("健康证明"), by=by, at=MONDAY)

    applications.file(fresh(case), by=by, at=MONDAY)

    states = {row[0]: row[1] for row in paper(case, "receipt").content["table"]["rows"]}
    assert states == {
        "租赁合同": "已提交",
        "健康证明": "书面承诺",
        "营业执照": "已提交",
    }


def test_no_paragraph_of_an_acceptance_counted_provisionally_ends_in_a_bare_word(filed):
    filed.is_provisional = True

    words = contents._words(filed, ["{provisional}"])

    assert words["provisional"].endswith("安排发布后重新计算。")
    assert not any(
        text.endswith(("：是。", "：")) for kind in contents.texts().values() for text in kind["body"]
    )


def test_the_code_on_a_paper_leads_to_where_the_house_is_reached_today(filed, settings):
    receipt = paper(filed, "receipt")
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8141"

    here = papers.pdf(receipt.content, receipt.at)
    settings.PUBLIC_ADDRESS = "https://spj.example"

    assert receipt.content["address"] == f"/check/{receipt.check_code}/"
    assert papers.pdf(receipt.content, receipt.at) != here


def test_a_name_that_no_font_can_write_refuses_the_act_and_changes_nothing(house, draft):
    Applicant.objects.filter(pk=house.zhang.pk).update(name="张\U0002ebf1")

    with pytest.raises(MissingCharacters, match=r"U\+2EBF1"):
        applications.file(fresh(draft), by=house.zhang.account, at=MONDAY)

    assert fresh(draft).status == "draft"
    assert not draft.papers.exists()


def test_a_rare_name_is_read_from_the_paper_as_it_is_written(house, draft):
    Applicant.objects.filter(pk=house.zhang.pk).update(name="𠮷田㐂\U0003158e")

    applications.file(fresh(draft), by=house.zhang.account, at=MONDAY)

    assert "𠮷田㐂\U0003158e" in read(paper(draft, "receipt"))


@pytest.mark.law("licensing-law:42")
def test_the_acceptance_gives_both_limits_and_every_day(accepted):
    acceptance = paper(accepted, "acceptance")

    assert "承诺于2022年9月19日前作出决定；法定期限至2022年10月10日" in said(acceptance)
    lines = acceptance.content["days"]["lines"]
    assert lines[0].startswith("2022-09-06（周二）起算日")
    assert lines[-1] == "2022-09-19（周一）第 8 个工作日，期限届满"


@pytest.mark.law("licensing-law:32")
def test_the_notice_to_complete_says_everything_at_once(house, filed):
    entries = {entry.material.name: entry.pk for entry in filed.materials.all()}
    faults = {entries["租赁合同"]: "缺出租人签字", entries["平面图"]: "未标注面积"}

    intake.return_(filed, faults, form_fault="经营面积与平面图不符", by=house.li, at=day(9, 7))

    notice = paper(filed, "completion")
    assert notice.content["table"]["rows"] == [["租赁合同", "缺出租人签字"], ["平面图", "未标注面积"]]
    assert "申请表需要补正：经营面积与平面图不符" in said(notice)


@pytest.mark.law("licensing-law:38", "reconsideration-law:20", "litigation-law:46")
def test_the_refusal_names_reasons_and_both_remedies(refused):
    text = said(paper(refused, "refusal"))

    assert "理由：油烟直排居民楼。" in text
    assert "60日内向本级人民政府申请行政复议" in text
    assert "6个月内直接向人民法院提起行政诉讼" in text


def test_who_is_turned_away_is_told_where_to_go(house, filed):
    intake.decline(filed, reason="不属于本机关职权范围。", where_to_go="市水务局", by=house.li, at=day(9, 6))

    text = said(paper(filed, "non_acceptance"))
    assert "理由：不属于本机关职权范围。" in text
    assert "市水务局" in text
    assert "行政复议" in text


@pytest.mark.law("licensing-law:45")
def test_the_special_procedure_is_told_with_its_kind_and_days(house, accepted):
    limits.pause(
        accepted, "expert_review", needed_days=10, reason="工艺首次应用。", by=house.wang, at=day(9, 8)
    )

    text = said(paper(accepted, "special"))
    assert "专家评审，自2022年9月8日起，所需时间约10个工作日" in text
    assert accepted.pauses.get().document == paper(accepted, "special").number


def test_the_extension_is_told_with_its_reason_and_the_new_day(house, accepted):
    limits.extend(accepted, 5, reason="需跨区核实。", by=house.xu, at=day(9, 9))

    text = said(paper(accepted, "extension"))
    assert "延长5个工作日，至2022年9月26日" in text
    assert "需跨区核实。" in text


def test_the_proof_of_delivery_says_how_when_and_to_whom(house, issued):
    results.deliver(issued, by=house.he, at=day(9, 13, 15), recipient="张小红")

    text = said(paper(issued, "delivery"))
    assert "收件人：张小红" in text
    assert "2022年9月13日15:00" in text


def test_a_pdf_is_made_of_the_content_alone_and_always_the_same(accepted):
    acceptance = paper(accepted, "acceptance")

    first, again = (papers.pdf(acceptance.content, acceptance.at) for _ in range(2))

    assert first == again
    text = read(acceptance)
    assert acceptance.number in text
    assert "受理通知书" in text


@pytest.mark.parametrize("kind", Paper.Kind.values)
def test_every_kind_of_paper_has_its_text_and_its_word(kind):
    from tongban.work.cases.numbers import WORDS
    from tongban.work.cases.papers.contents import texts

    assert texts()[kind]["title"]
    assert WORDS[kind]


def test_anybody_checks_a_paper_by_its_code(accepted):
    acceptance = paper(accepted, "acceptance")

    found = check_paper(acceptance.check_code.lower())

    assert found.paper == acceptance
    assert found.to == "张**"
    assert found.is_unchanged
    assert check_paper("NOTACODE") is None


def test_a_paper_changed_behind_our_backs_is_found(accepted):
    acceptance = paper(accepted, "acceptance")
    acceptance.content["paragraphs"][0] = "已准予。"
    let_rows_go(["cases_paper"])
    acceptance.save()

    assert not check_paper(acceptance.check_code).is_unchanged


def test_anybody_asks_how_a_case_stands_with_number_and_code(filed):
    found = public_checks.public_progress(filed.reference.lower(), filed.check_code.lower())

    assert (found.item, found.applicant) == ("食品经营许可（首次申请）", "张**")
    assert found.filed_at == MONDAY
    assert public_checks.public_progress(filed.reference, "WRONG") is None
    assert public_checks.public_progress("CASE-2022-999999", filed.check_code) is None


def test_a_draft_cannot_be_asked_for(draft):
    assert public_checks.public_progress(draft.reference, draft.check_code) is None


def test_a_limit_into_a_year_without_a_notice_is_printed_as_provisional(house, filed):
    from datetime import UTC, datetime

    late = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
    type(filed).objects.filter(pk=filed.pk).update(filed_at=late, notice_due_on=date(2026, 12, 29))

    case = fresh(intake.accept(filed, by=house.li, at=late))

    assert case.is_provisional
    assert "部分年度放假安排尚未发布" in said(paper(case, "acceptance"))


@pytest.fixture
def administrator(house):
    return staff("guan", "system_administrator")


@pytest.fixture
def sealed_with(administrator):
    """Give the office a seal of a colour; return the digest of its image."""

    def seal(colour):
        drawn = io.BytesIO()
        Image.new("RGB", (60, 60), colour).save(drawn, "PNG")
        kept = store_content(drawn.getvalue(), "seal.png", by=administrator, at=MONDAY)
        set_value("papers.seal", kept.pk, by=administrator, at=MONDAY)
        return kept.pk

    return seal


def pictures_of(written):
    with pdfplumber.open(io.BytesIO(papers.pdf(written.content, written.at))) as pdf:
        return [each["stream"].get_data()[:3] for page in pdf.pages for each in page.images]


@pytest.mark.law("licensing-law:39")
def test_a_paper_carries_the_seal_and_keeps_the_image_it_was_sealed_with(house, sealed_with, reviewed):
    red = sealed_with("red")
    granted = paper(fresh(decisions.grant(reviewed, by=house.chen, at=day(9, 8))), "grant")
    before = pictures_of(granted)

    blue = sealed_with("blue")

    assert granted.content["seal"] == red != blue
    assert len(before) == 1
    assert pictures_of(granted) == before
    assert check_paper(granted.check_code).is_unchanged
    assert (
        contents.content_of("grant", granted.case, number="1", code="A", on=date(2022, 9, 13), facts={})[
            "seal"
        ]
        == blue
    )


def test_the_next_paper_is_worded_as_the_office_words_it(house, administrator, filed):
    receipt = paper(filed, "receipt")
    said_before = said(receipt)
    value = {
        "title": "受理通知",
        "body": "您的“{item}”（{reference}）自{accepted_on}受理，{due_on}前办结。{statutory_due_on}",
        "basis": "",
    }

    set_value("paper.acceptance", value, by=administrator, at=MONDAY)
    intake.accept(filed, by=house.li, at=day(9, 6))

    written = paper(filed, "acceptance")
    assert written.content["title"] == "受理通知"
    assert said(written).startswith(f"您的“{filed.version.item.name}”（{filed.reference}）自2022年9月6日受理")
    assert said(receipt) == said_before


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("自{accepted_on}受理，{due_on}前决定，至{statutory_due_on}。{follow_on}", "reference"),
        (
            "{reference}{accepted_on}{due_on}{statutory_due_on}{follow_on}{applicant_number}",
            "applicant_number",
        ),
        ("{reference}{accepted_on}{due_on}{statutory_due_on}{follow_on", "花括号"),
    ],
)
def test_a_paper_that_leaves_out_a_day_or_names_what_nobody_knows_is_refused(body, fault):
    kind = known_settings()["paper.acceptance"].kind

    with pytest.raises(ValidationError, match=fault):
        kind.taken({"title": "受理通知", "body": body, "basis": ""})


def test_what_the_product_brings_passes_its_own_check():
    for code, setting in known_settings().items():
        if code.startswith(("paper.", "message.")):
            assert setting.kind.taken(setting.first) == setting.first, code


@pytest.mark.parametrize(("way", "begins"), [("area", "3205002022"), ("year", "2022")])
def test_a_number_in_digits_stands_on_the_next_paper_and_finds_the_case(
    house, administrator, filed, way, begins
):
    receipt = paper(filed, "receipt")
    letters = said(receipt)

    set_value("numbers.CASE", way, by=administrator, at=MONDAY)
    intake.accept(filed, by=house.li, at=day(9, 6))

    number = filed.number
    assert (number.startswith(begins), number.isdigit()) == (True, True)
    assert f"（办件编号：{number}）" in said(paper(filed, "acceptance"))
    assert said(receipt) == letters
    assert filed.reference in letters
    for typed in (number, f" {number} ", filed.reference, filed.reference.lower(), number[-10:]):
        assert case_of(house.li, typed) == filed
        assert list(Case.objects.filter(matches_text(typed, on=MONDAY.date()))) == [filed]
        assert public_checks.public_progress(typed, filed.check_code).reference == number
    assert case_of(house.li, "110100" + number[-10:]) is None
