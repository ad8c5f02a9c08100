"""One budget line: adjustments, payments, posting back."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tongban.account.budget.models import Adjustment, Payment
from tongban.ground.ledger.models import Entry


def address(name, year, line, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, line.pk, *args])


def test_the_page_shows_every_posting_behind_the_figures(desk, drafted, line):
    page = desk.get(address("line", drafted, line)).content.decode()

    assert "66.92%" in page
    assert "−20.00" in page
    assert "16.73" in page


def test_an_adjustment_is_posted(desk, drafted, line, clerk):
    said = {"kind": "supplement", "amount_yuan": "3.5", "decided_on": "2022-09-01", "reason": "增加寄件"}

    answer = desk.post(address("line-adjust", drafted, line), said)

    posted = Adjustment.objects.latest("pk")
    assert answer.status_code == 302
    assert (posted.amount_yuan, posted.posted_by) == (Decimal("35000.00"), clerk)
    assert Entry.objects.latest("pk").move == "adjust"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"kind": "cut", "amount_yuan": "5"}, "amount_yuan"), ({"kind": "supplement", "amount_yuan": "-5"}, "amount_yuan"),
     ({"reason": ""}, "reason"), ({"amount_yuan": "0"}, "amount_yuan"), ({"decided_on": "昨天"}, "decided_on")],
)  # fmt: skip
def test_a_wrong_adjustment_is_told_beside_its_field(desk, drafted, line, wrong, field):
    said = {"kind": "supplement", "amount_yuan": "3.5", "decided_on": "2022-09-01", "reason": "增加寄件"}
    before = Adjustment.objects.count()

    answer = desk.post(address("line-adjust", drafted, line), {**said, **wrong})

    assert answer.status_code == 422
    assert f'id="adjust-{field}_error"' in answer.content.decode()
    assert Adjustment.objects.count() == before


def test_a_payment_is_posted_and_posted_back_once(desk, drafted, line):
    said = {"amount_yuan": "1.25", "paid_on": "2022-10-01", "purpose": "快递费", "document": "记-8"}
    desk.post(address("line-pay", drafted, line), said)
    posted = Payment.objects.latest("pk")
    back = {"on": "2022-10-08", "reason": "重复入账"}

    first = desk.post(address("payment-reverse", drafted, line, posted.pk), back)
    again = desk.post(address("payment-reverse", drafted, line, posted.pk), back)

    assert first.status_code == 302
    assert Payment.objects.latest("pk").amount_yuan == Decimal("-12500.00")
    assert again.status_code == 409
    assert "重复入账" in again.content.decode()


def test_nothing_is_posted_back_without_a_reason(desk, drafted, line):
    posted = line.adjustments.get()

    answer = desk.post(address("adjustment-reverse", drafted, line, posted.pk), {"on": "2022-10-08"})

    assert answer.status_code == 422
    assert Adjustment.objects.filter(line=line).count() == 1


def test_each_of_the_two_lists_is_exported_by_itself(desk, drafted, line):
    page = address("line", drafted, line)

    assert desk.get(page, {"of": "payments", "export": "xlsx"})["Content-Disposition"].startswith(
        'attachment; filename="payments'
    )
    assert "Content-Disposition" not in desk.get(page, {"export": "xlsx"})


def test_the_history_of_a_line_is_its_own(desk, drafted, line):
    desk.post(
        address("line-pay", drafted, line),
        {"amount_yuan": "1", "paid_on": "2022-10-01", "purpose": "只此一笔"},
    )
    other = drafted.budget.lines.get(name="体检费")

    assert "1.00 万元" in desk.get(address("line", drafted, line)).content.decode()
    assert "1.00 万元" not in desk.get(address("line", drafted, other)).content.decode()
