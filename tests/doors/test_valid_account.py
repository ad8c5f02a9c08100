"""One valid account for a bureau and year: what is drafted, imported, corrected or superseded counts nowhere."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tongban.account.budget.actions import books, validity
from tongban.account.budget.models import Budget
from tongban.account.evaluation.actions import intake, transitions
from tongban.account.evaluation.models import Evaluation, Version
from tongban.account.insight import definitions, values
from tongban.account.insight.engines import postgres_engine
from tongban.account.insight.rules import year_of
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry

AT = datetime(2023, 6, 1, 9, 0, tzinfo=UTC)
FIGURES = ("budget-spent", "budget-execution")


def figures():
    """Return what the public is told of 2022: money spent, share of the budget."""
    year = year_of(2022)
    return [
        values.value_of(definitions.metric(code), year, engine=postgres_engine.LIVE, at=AT).text
        for code in FIGURES
    ]


@pytest.fixture
def second(published, people):
    """Return another account of the same bureau and year, ready to be published: 100 of 200 万元."""
    clerk, leader = people["performance_clerk"], people["finance_officer"]
    year = intake.open_year(published.department, 2022, edition="第二本", by=clerk, at=AT)
    line = books.add_line(
        year.budget, by=clerk, at=AT, kind="project", name="系统运维", initial_yuan=2_000_000
    )
    pay(line, 1_000_000, clerk)
    told = {"filed_at": AT, "accepted_on": "2023-06-01", "publish_by": "2023-06-21", "status": "accepted"}
    Evaluation.objects.filter(pk=year.pk).update(**told)
    report = published.versions.latest("number").report
    Version.objects.create(
        evaluation=year, number=1, report=report, digest="", frozen_by=leader, frozen_at=AT
    )
    return Evaluation.objects.get(pk=year.pk)


def pay(line, yuan, by):
    posted = {"amount_yuan": Decimal(yuan), "paid_on": date(2022, 6, 1), "purpose": "运维服务费"}
    return books.post_payment(line, by=by, at=AT, **posted)


def test_drafts_and_imports_count_nowhere(published, drafted, second):
    assert Budget.objects.filter(year=2022).count() == 3
    assert figures() == ["4789.79万元", "94.78%"]


def test_the_public_pages_say_what_was_published(client, published, drafted):
    spent, executed = (client.get(reverse("figures:figure", args=[code, "2022"])) for code in FIGURES)

    assert "4,789.79" in spent.content.decode()
    assert "8,798.89" not in spent.content.decode()
    assert "94.78" in executed.content.decode()


def test_a_draft_alone_counts_nothing(drafted):
    assert figures() == ["—", "—"]


def test_a_second_account_is_published_only_when_the_first_is_given_up(published, second, people):
    officer = people["finance_officer"]

    with pytest.raises(Refused, match="2022"):
        transitions.transition(second, "publish", by=officer, at=AT)
    assert figures() == ["4789.79万元", "94.78%"]
    assert Evaluation.objects.get(pk=second.pk).status == "accepted"

    transitions.transition(second, "publish", by=officer, at=AT, supersedes=True)

    assert figures() == ["100万元", "50.00%"]
    assert Budget.objects.get(pk=published.budget_id).validity == "superseded"
    entry = Entry.objects.get(subject=published.budget.reference, move="supersede")
    assert entry.payload == {"superseded_by": second.budget.reference}


def test_the_page_asks_before_the_first_account_is_superseded(client, published, second, people):
    client.force_login(people["finance_officer"])
    address = reverse("evaluation:pass-on", args=[second.pk])

    asked = client.get(reverse("evaluation:review", args=[second.pk]))
    refused = client.post(address, {"move": "publish"})
    done = client.post(address, {"move": "publish", "supersedes": "on"})

    assert 'name="supersedes"' in asked.content.decode()
    assert (refused.status_code, done.status_code) == (409, 302)
    assert figures() == ["100万元", "50.00%"]


def test_a_superseded_account_says_so_and_leaves_the_list(client, published, second, people):
    transitions.transition(second, "publish", by=people["finance_officer"], at=AT, supersedes=True)
    old, new = (reverse("portal:account", args=[each.reference]) for each in (published, second))

    listed = client.get(reverse("portal:accounts")).content.decode()
    page = client.get(old).content.decode()

    assert new in listed
    assert old not in listed
    assert new in page
    assert published.budget.reference not in page


def test_a_correction_counts_when_it_is_published(published, people):
    officer, clerk = people["finance_officer"], people["performance_clerk"]
    transitions.transition(published, "reopen", by=officer, at=AT, note="更正")
    line = published.budget.lines.order_by("pk").first()
    later = {"amount_yuan": Decimal(990_000), "paid_on": date(2022, 6, 1), "purpose": "补记"}
    books.post_payment(line, by=clerk, at=AT, **later)
    books.change_line(line, by=clerk, at=AT, seen=line.version, changes={"initial_yuan": Decimal(1)})
    books.add_line(published.budget, by=clerk, at=AT, kind="project", name="新增", initial_yuan=5_000_000)

    assert figures() == ["4789.79万元", "94.78%"]

    validity.make_valid(published.budget, by=officer, at=AT)

    assert figures()[0] == "4888.79万元"


def test_the_database_keeps_one_valid_account(published, second):
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=second.budget_id).update(validity="valid", valid_since=AT)
