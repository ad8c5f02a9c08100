"""One budget line: adjustments, payments, posting back."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from tongban.account.budget.models import Adjustment, Payment
from tongban.account.budget.queries import row_of
from tongban.ground.ledger.models import Entry

PAID = {
    "amount_yuan": "1.25",
    "unit": "wan",
    "paid_on": "2022-10-01",
    "purpose": "快递费",
    "document": "记-8",
}
ADDED = {
    "kind": "supplement", "amount_yuan": "3.5", "unit": "wan", "decided_on": "2022-09-01", "reason": "增加寄件",
    "document": "苏财预〔2022〕8号",
}  # fmt: skip


def address(name, year, line, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, line.pk, *args])


def test_the_page_shows_every_posting_behind_the_figures(desk, drafted, line):
    page = desk.get(address("line", drafted, line)).content.decode()

    assert "66.92%" in page
    assert "−20.00" in page
    assert "16.73" in page


def test_an_adjustment_is_posted(desk, drafted, line, clerk):
    said = {
        "kind": "supplement",
        "amount_yuan": "3.5",
        "decided_on": "2022-09-01",
        "reason": "增加寄件",
        "document": "苏财预〔2022〕8号",
    }

    answer = desk.post(address("line-adjust", drafted, line), said)

    posted = Adjustment.objects.latest("pk")
    assert answer.status_code == 302
    assert (posted.amount_yuan, posted.posted_by) == (Decimal("35000.00"), clerk)
    assert Entry.objects.latest("pk").move == "adjust"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"kind": "cut", "amount_yuan": "5"}, "amount_yuan"), ({"kind": "supplement", "amount_yuan": "-5"}, "amount_yuan"),
     ({"reason": ""}, "reason"), ({"amount_yuan": "0"}, "amount_yuan"), ({"decided_on": "昨天"}, "decided_on"),
     ({"document": ""}, "document")],
)  # fmt: skip
def test_a_wrong_adjustment_is_told_beside_its_field(desk, drafted, line, wrong, field):
    said = {
        "kind": "supplement",
        "amount_yuan": "3.5",
        "decided_on": "2022-09-01",
        "reason": "增加寄件",
        "document": "苏财预〔2022〕8号",
    }
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


@pytest.mark.parametrize(
    ("act", "sent", "told"),
    [
        ("line-pay", {**PAID, "amount_yuan": "500000"}, "50 亿元"),
        ("line-pay", {**PAID, "amount_yuan": "167300"}, "是否把元填成了万元"),
        ("line-pay", {**PAID, "amount_yuan": "9"}, "超出"),
        ("line-pay", {**PAID, "amount_yuan": "8.5", "unit": "yuan"}, "是否把万元填成了元"),
        ("line-pay", {**PAID, "amount_yuan": "-20"}, "不足"),
        ("line-pay", {**PAID, "paid_on": "2023-10-01"}, "2022"),
        ("line-adjust", {**ADDED, "amount_yuan": "50000"}, "5 亿元"),
        ("line-adjust", {**ADDED, "amount_yuan": "26"}, "26 万元"),
        ("line-adjust", {**ADDED, "kind": "cut", "amount_yuan": "-26"}, "不足"),
        ("line-adjust", {**ADDED, "decided_on": "2021-09-01"}, "2021-09-01"),
    ],
)
def test_money_that_cannot_be_meant_is_asked_about_once(desk, drafted, line, act, sent, told):
    posted = Payment if act == "line-pay" else Adjustment
    before = posted.objects.count()
    there = address(act, drafted, line)

    asked = desk.post(there, sent)
    stamp = re.search(r'name="confirmed" value="([^"]+)"', asked.content.decode())
    other = desk.post(there, {**sent, "confirmed": stamp[1], "amount_yuan": f"{sent['amount_yuan']}1"})

    assert asked.status_code == 422
    assert told in asked.content.decode()
    assert other.status_code == 422
    assert posted.objects.count() == before
    assert desk.post(there, {**sent, "confirmed": stamp[1]}).status_code == 302
    assert posted.objects.count() == before + 1


def test_an_amount_is_typed_in_yuan_or_in_ten_thousands(desk, drafted, line):
    desk.post(address("line-pay", drafted, line), {**PAID, "amount_yuan": "12,345.67", "unit": "yuan"})
    desk.post(address("line-pay", drafted, line), {**PAID, "amount_yuan": "1.25"})

    assert [each.amount_yuan for each in Payment.objects.order_by("-pk")[:2]] == [
        Decimal("12500"),
        Decimal("12345.67"),
    ]


def test_the_day_is_preset_within_the_year_and_the_voucher_is_asked_for(desk, drafted, line):
    page = desk.get(address("line", drafted, line)).content.decode()

    assert page.count('value="2022-12-31"') == 2
    assert desk.post(address("line-pay", drafted, line), {**PAID, "document": ""}).status_code == 422


def test_posting_back_says_the_amount_in_figures_and_in_words(desk, drafted, line):
    desk.post(address("line-pay", drafted, line), {**PAID, "amount_yuan": "1.25"})
    posted = Payment.objects.latest("pk")

    page = desk.get(address("payment-reverse", drafted, line, posted.pk)).content.decode()

    assert "12,500.00 元 = 1.25 万元" in page
    assert "−12,500.00 元 = −1.25 万元" in page
    assert 'value="2022-12-31"' in page


def test_a_line_that_is_overspent_is_red(desk, drafted, line):
    sent = {**PAID, "amount_yuan": "20"}
    asked = desk.post(address("line-pay", drafted, line), sent)
    stamp = re.search(r'name="confirmed" value="([^"]+)"', asked.content.decode())[1]

    desk.post(address("line-pay", drafted, line), {**sent, "confirmed": stamp})

    assert row_of(line).light == "red"
    assert "bar-red" in desk.get(address("line", drafted, line)).content.decode()


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
        {"amount_yuan": "1", "paid_on": "2022-10-01", "purpose": "只此一笔", "document": "记-9"},
    )
    other = drafted.budget.lines.get(name="体检费")

    assert "1.00 万元" in desk.get(address("line", drafted, line)).content.decode()
    assert "1.00 万元" not in desk.get(address("line", drafted, other)).content.decode()
