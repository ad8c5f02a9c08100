"""What the public reads: only what is published, and always the same."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tongban.account.evaluation.actions import transitions, year_parts
from tongban.account.evaluation.actions.version_papers import make_papers
from tongban.doors.portal.queries.accounts import PublishedReport
from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.models import Entry


def text_of(answer):
    return answer.content.decode()


def open_url(year, name="account", *more):
    return reverse(f"portal:{name}", args=[year.reference, *more])


def test_the_public_sees_only_what_is_published(client, published, drafted):
    page = text_of(client.get(reverse("portal:accounts")))

    assert open_url(published) in page
    assert open_url(drafted) not in page
    assert client.get(open_url(drafted)).status_code == 404
    assert client.get(open_url(published)).status_code == 200


@pytest.mark.parametrize("reference", ["EVAL-2022-9999", "EVAL-1999-0001", "x", "EVAL-2022-1"])
def test_what_does_not_exist_is_not_found(client, published, reference):
    assert client.get(reverse("portal:account", args=[reference])).status_code == 404


def test_a_version_that_was_filed_and_returned_is_not_public(client, published):
    assert client.get(open_url(published, "version", 1)).status_code == 404
    assert client.get(open_url(published, "paper", 1, "pdf")).status_code == 404
    assert client.get(open_url(published, "version", 2)).status_code == 200


def test_papers_are_made_once_and_stay_the_same(client, published):
    version = published.versions.get(number=2)
    first = {paper.name: paper.digest for paper in version.papers.all()}
    again = make_papers(version, by=version.frozen_by, at=version.frozen_at)
    pdfs = [b"".join(client.get(open_url(published, "paper", 2, "pdf"))) for _ in range(2)]

    assert sorted(name.rpartition(".")[2] for name in first) == ["docx", "html", "json", "pdf", "xlsx"]
    assert {paper.name: paper.digest for paper in again} == first
    assert pdfs[0] == pdfs[1]
    assert pdfs[0].startswith(b"%PDF")


def test_the_papers_stand_in_the_ledger(published):
    entry = Entry.objects.get(subject=published.reference, move="papers")

    assert entry.payload["version"] == 2
    assert len(entry.payload["papers"]) == 5
    assert entry.payload["days_late"] == 0


def test_anybody_can_compute_the_digest_from_the_json(client, published):
    content = b"".join(client.get(open_url(published, "paper", 2, "json")))
    digest = published.versions.get(number=2).digest

    assert sm3(content).hex() == digest
    assert digest in text_of(client.get(open_url(published)))


def test_every_figure_leads_to_a_row_of_the_page(client, published):
    page = text_of(client.get(open_url(published)))
    account = PublishedReport(published.versions.get(number=2))

    assert all(f'id="{line.anchor}"' in page for line in account.lines)
    assert all(f'id="{row.anchor}"' in page for row in account.indicators)
    assert account.missed
    assert all(f'href="#{row.anchor}"' in page for row in account.missed)


def test_an_example_says_so(client, published):
    assert 'class="open-banner"' in text_of(client.get(open_url(published)))


def test_a_page_costs_few_queries_and_an_unchanged_one_is_not_sent_again(
    client, published, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        first = client.get(open_url(published))
    second = client.get(open_url(published), headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 304
    with django_assert_max_num_queries(15):
        client.get(reverse("portal:accounts"))


def test_a_later_version_leaves_the_public_one_until_it_is_published(client, published, people):
    clerk, officer = people["performance_clerk"], people["finance_officer"]
    at = published.versions.get(number=2).published_at
    transitions.transition(published, "reopen", by=officer, at=at, note="更正电话")
    published.refresh_from_db()
    year_parts.change(published, by=clerk, at=at, changes={"contact": "0512-00000000（示例）"})

    assert client.get(open_url(published)).status_code == 200
    for move, role in (
        ("submit", "performance_clerk"),
        ("endorse", "division_head"),
        ("check", "finance_officer"),
        ("sign", "bureau_leader"),
        ("file", "finance_officer"),
        ("accept", "finance_reviewer"),
        ("publish", "finance_officer"),
    ):
        transitions.transition(published, move, by=people[role], at=at)
    page = text_of(client.get(open_url(published)))

    assert open_url(published, "differences", 2, 3) in page
    assert client.get(open_url(published, "differences", 2, 3)).status_code == 200
    assert client.get(open_url(published, "version", 2)).status_code == 200
    assert client.get(open_url(published, "differences", 1, 3)).status_code == 404


def test_public_money_is_told_in_full_however_few_the_payments(client, published):
    links = re.findall(r'href="(/figures/budget-spent/[^"]+)"', text_of(client.get(open_url(published))))

    assert links
    for link in links:
        page = client.get(unescape(link)).context
        spent = sum(row["amount_yuan"] for row in page["table"].rows)
        assert page["why_not"] is None
        assert (page["answer"].value.value or 0) == round(spent / 10000, 2)
        assert len(page["table"].rows) == page["answer"].value.rows


def test_a_figure_that_does_not_open_says_why(client, published):
    page = text_of(client.get(open_url(published)))

    opened = re.findall(r'href="/figures/(?!budget)[^"]+"', page)
    assert (
        page.count("没有可打开的明细") + len(set(opened))
        >= len(PublishedReport(published.versions.first()).indicators) - 1
    )
