"""The officers' pages: what is shown to whom, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.offer.knowledge.actions import entries, gaps, release
from tongban.offer.knowledge.actions.entries import Basis
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.actions.uses import vote
from tongban.offer.knowledge.models import AccuracyCheck, EntryVersion, Gap
from tongban.offer.knowledge.tests.conftest import CONTENT

HOSTILE = "<script>alert(1)</script>{{ 7|add:7 }}<img src=x onerror=alert(1)>"


def url(name, *args):
    return reverse(f"knowledge:{name}", args=args)


def seat(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def today(written, show):
    return show(written, now())


@pytest.mark.parametrize("name", ["versions", "gaps", "search", "keeping"])
def test_a_stranger_signs_in_and_who_does_not_read_knowledge_is_sent_away(person, name, food):
    assert Client().get(url(name)).status_code == 302
    assert seat(person("performance_clerk")).get(url(name)).status_code == 403
    assert seat(person("window_clerk")).get(url(name)).status_code == 200


def test_an_answer_goes_from_the_first_word_to_the_public_on_the_pages(editor, checker, officer, food):
    sent = {**CONTENT, "visibility": "public", "items": food.item.code, "articles": "licensing-law:42"}
    desk = seat(editor)
    assert desk.post(url("new"), sent).status_code == 302
    version = EntryVersion.objects.get()
    desk.post(url("act", version.reference, "send"), {"seen": ""})
    seat(checker).post(url("act", version.reference, "pass_on"), {"seen": ""})
    seat(officer).post(url("act", version.reference, "publish_entry"), {"seen": ""})

    version.refresh_from_db()
    assert version.status == "published"
    assert CONTENT["title"] in text_of(desk.get(url("versions")))
    assert "《中华人民共和国行政许可法》第42条" in text_of(desk.get(url("version", version.reference)))


def test_lists_show_what_waits_for_whom(today, editor, checker, officer):
    newer = entries.begin_version(today.entry, by=editor, at=now())
    drafts = text_of(seat(editor).get(url("list", "to_write")))
    release.send(newer, by=editor, at=now())

    assert newer.reference in drafts
    assert newer.reference in text_of(seat(checker).get(url("list", "to_check")))
    assert seat(editor).get(url("list", "to_check")).status_code == 404
    assert seat(officer).get(url("versions"), {"export": "xlsx"}).content[:2] == b"PK"


def test_a_stale_answer_says_so_with_the_reason(today, division, checker):
    type(division).objects.filter(pk=division.pk).update(name="食药处")

    page = text_of(seat(checker).get(url("version", today.reference)))

    assert "食药处" in page
    assert "读者会看到提示" in page


def test_what_was_typed_in_vain_is_kept(written, editor):
    desk = seat(editor)
    desk.post(url("edit", written.reference), {**CONTENT, "visibility": "public", "title": "先", "seen": 1})

    late = desk.post(
        url("edit", written.reference), {**CONTENT, "visibility": "public", "title": "后来的", "seen": 1}
    )

    assert late.status_code == 409
    assert "后来的" in text_of(late)
    wrong = desk.post(
        url("edit", written.reference), {**CONTENT, "visibility": "public", "items": "没有这个"}
    )
    assert (wrong.status_code, "没有这个" in text_of(wrong)) == (422, True)


def test_markup_in_an_answer_is_shown_as_it_was_typed(editor, checker, officer, division, food, show):
    said = dict.fromkeys(
        ("title", "questions", "short_answer", "long_answer", "classes", "area"), HOSTILE[:60]
    )
    version = show(entries.begin_entry(said, Basis(), owner=division, by=editor, at=now()), now())
    vote(version, is_helpful=False, reason="wrong", comment=HOSTILE, at=now())
    gap = report_gap(HOSTILE, by=editor, at=now())
    desk = seat(officer)

    for address in (
        url("version", version.reference),
        url("versions"),
        url("gap", gap.reference),
        url("gaps"),
        url("search") + "?q=alert",
        url("keeping"),
        url("samples"),
    ):
        page = text_of(desk.get(address))
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_differences_between_versions_are_shown(today, editor):
    newer = entries.begin_version(today.entry, by=editor, at=now())
    entries.change_entry(newer, {"short_answer": "只需一证。"}, Basis(), by=editor, at=now())

    page = text_of(seat(editor).get(url("differences", newer.reference)))

    assert "<ins>" in page
    assert seat(editor).get(url("differences", today.reference)).status_code == 404


def test_whoever_finds_nothing_reports_it_and_the_centre_assigns(clerk, officer, editor, division, today):
    desk = seat(clerk)
    assert url("report") in text_of(desk.get(url("search"), {"q": "航天发射"}))
    desk.post(url("report"), {"question": "航天发射怎么看？"})
    gap = Gap.objects.get()
    seat(officer).post(url("gap-act", gap.reference, "assign"), {"unit": division.pk})
    seat(editor).post(url("gap-act", gap.reference, "write"), {"short_answer": "请看公告。"})

    gap.refresh_from_db()
    assert (gap.status, gap.entry is not None) == ("written", True)
    assert seat(clerk).post(url("gap-act", gap.reference, "decline"), {"reason": "x"}).status_code == 403


def test_another_units_draft_is_not_there(written, person, clerk):
    assert seat(clerk).get(url("version", written.reference)).status_code == 200
    clerk.department = None
    clerk.save()
    assert seat(clerk).get(url("version", written.reference)).status_code == 404


def test_a_report_is_settled_on_the_page_of_its_entry(today, checker):
    taken = vote(today, is_helpful=False, reason="wrong", at=now())
    desk = seat(checker)

    empty = desk.post(url("settle", today.reference, taken.pk), {"finding": " "})
    desk.post(url("settle", today.reference, taken.pk), {"finding": "属实"})

    taken.refresh_from_db()
    assert (empty.status_code, taken.finding) == (422, "属实")


def test_a_sample_is_drawn_and_judged_on_its_page(today, officer, checker):
    desk = seat(officer)
    assert seat(checker).get(url("samples")).status_code == 403
    assert desk.post(url("samples"), {"count": 5}).status_code == 409
    desk.post(url("samples"), {"count": 1})

    check = AccuracyCheck.objects.get()
    desk.post(url("verdict", check.pk), {"is_right": "yes"})
    check.refresh_from_db()
    assert check.is_right


def test_pages_cost_the_same_however_many_entries(
    today, editor, checker, officer, division, show, django_assert_max_num_queries
):
    for number in range(5):
        content = {**CONTENT, "title": f"问题{number}"}
        show(entries.begin_entry(content, Basis(), owner=division, by=editor, at=now()), now())
    desk = seat(checker)
    desk.get(url("versions"))

    with django_assert_max_num_queries(25):
        desk.get(url("versions"))
    with django_assert_max_num_queries(25):
        desk.get(url("search"), {"q": "问题"})


def test_gaps_are_listed_by_what_is_to_be_done(clerk, officer, division, editor):
    gap = report_gap("没有答案的问题", by=clerk, at=now())
    assert gap.reference in text_of(seat(officer).get(url("gap-list", "to_assign")))
    gaps.assign(gap, division, by=officer, at=now())

    assert gap.reference in text_of(seat(editor).get(url("gap-list", "to_answer")))
    assert division.name in text_of(seat(officer).get(url("keeping")))
