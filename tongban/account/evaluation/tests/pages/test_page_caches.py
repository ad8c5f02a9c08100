"""What pages keep between two acts: little is asked of the database, and nothing old is shown."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.account.evaluation.actions import intake, year_parts
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.stamps import stamp_of, with_stamp
from tongban.account.evaluation.tests.conftest import AT

MOST_QUERIES = 16  # fifteen of the page, one of the bell in its header
PAGES = (
    "overview",
    "budget",
    "indicators",
    "tasks",
    "chapters",
    "findings",
    "review",
    "publication",
    "compare",
    "missing",
    "findings_panel",
    "findings_brief",
)


def read(client, name, year, **query):
    return client.get(reverse(f"evaluation:{name}", args=[year.pk]), query).content.decode()


@pytest.fixture
def later_draft(drafted, imported, clerk):
    return intake.draft_from(imported, edition="后稿", by=clerk, at=AT)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_at_most_fifteen_queries_from_its_first_view(
    desk, drafted, django_assert_max_num_queries, name
):
    desk.get(reverse("people:profile"))

    with django_assert_max_num_queries(MOST_QUERIES):
        read(desk, name, drafted)
    with django_assert_max_num_queries(MOST_QUERIES):
        read(desk, name, drafted)


def test_a_text_is_opened_for_writing_in_at_most_fifteen_queries(
    desk, drafted, django_assert_max_num_queries
):
    address = reverse("evaluation:chapter", args=[drafted.pk, "4.1"])
    desk.get(reverse("people:profile"))

    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(address).status_code == 200


def test_two_drafts_are_compared_in_at_most_fifteen_queries(
    desk, drafted, later_draft, django_assert_max_num_queries
):
    pair = {"before": f"d{drafted.pk}", "after": f"d{later_draft.pk}"}
    desk.get(reverse("people:profile"))

    with django_assert_max_num_queries(MOST_QUERIES):
        page = read(desk, "compare", drafted, **pair)

    assert 'id="id_before"' in page


def test_what_differs_between_two_drafts_is_told(desk, drafted, later_draft, clerk):
    row = later_draft.indicators.first()
    year_parts.change(row, by=clerk, at=AT, changes={"cause": "后稿改写的原因。"})

    page = read(desk, "compare", drafted, before=f"d{drafted.pk}", after=f"d{later_draft.pk}")

    assert "后稿改写的原因。" in page
    assert "BUD-03" not in page


def test_nobody_compares_what_they_may_not_see(at_desk, drafted, elsewhere):
    stranger = at_desk("finance_officer", department=elsewhere)

    assert stranger.get(reverse("evaluation:compare", args=[drafted.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"), [("chapters", "改写的正文。"), ("overview", "改写的正文。"), ("review", "修改")]
)
def test_a_page_that_was_kept_tells_the_next_act(desk, drafted, clerk, name, shown):
    before = read(desk, name, drafted)
    year_parts.change(drafted.chapters.get(code="6"), by=clerk, at=AT, changes={"body": "改写的正文。"})

    after = read(desk, name, drafted)

    assert after.count(shown) > before.count(shown)


def test_a_decision_is_told_on_the_findings_kept_before(desk, drafted):
    found = desk.get(reverse("evaluation:findings", args=[drafted.pk]), {"severity": "warning"})
    warning = found.context["listing"].groups[0][1][0].opened
    said = {
        "rule": warning.finding.rule,
        "place": warning.place,
        "decision": "dismissed",
        "reason": "口径不同",
    }

    desk.post(reverse("evaluation:finding-decide", args=[drafted.pk]), said)

    assert "口径不同" in read(desk, "findings", drafted, severity="warning")


@pytest.mark.parametrize("name", ["chapters", "findings"])
def test_what_is_kept_for_one_reader_offers_nothing_to_another(desk, at_desk, drafted, name):
    written = read(desk, name, drafted, severity="warning")
    read_only = read(at_desk("auditor"), name, drafted, severity="warning")
    offered = {"chapters": "formaction=", "findings": "finding-form"}[name]

    assert offered in written
    assert offered not in read_only


def test_each_reader_gets_the_page_in_the_language_chosen(desk, drafted):
    chinese = read(desk, "overview", drafted)
    desk.cookies["django_language"] = "en"
    english = read(desk, "overview", drafted)

    assert "Points and grade" not in chinese
    assert "Points and grade" in english


def test_no_token_of_a_form_is_kept(desk, drafted):
    first = read(desk, "chapters", drafted)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    token = strict.get(reverse("evaluation:chapters", args=[drafted.pk])).context["csrf_token"]
    url = reverse("evaluation:problem-strike", args=[drafted.pk, drafted.problems.first().pk])

    assert first.count("csrfmiddlewaretoken") == 4
    assert strict.post(url, {"csrfmiddlewaretoken": str(token)}).status_code == 302


def test_the_form_of_a_decision_comes_when_it_is_asked_for(desk, drafted):
    url = reverse("evaluation:finding-decide", args=[drafted.pk])
    asked = {"rule": "TXT-01", "place": "二", "spot": "2-1"}
    part = desk.get(url, asked, headers={"HX-Request": "true"}).content.decode()
    page = desk.get(url, asked).content.decode()

    assert part.startswith("<form")
    assert 'id="reason-2-1"' in part
    assert "<h1" in page
    assert 'name="place" value="二"' in page


def test_a_year_brings_the_stamp_that_the_ledger_has(drafted, clerk):
    brought = with_stamp(Evaluation.objects.all()).get(pk=drafted.pk)
    fresh = Evaluation.objects.get(pk=drafted.pk)

    assert stamp_of(brought) == stamp_of(fresh) > 0
