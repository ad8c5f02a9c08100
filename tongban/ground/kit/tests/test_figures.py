from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tongban.ground.kit import figures


@pytest.mark.parametrize(
    ("yuan", "written"),
    [
        (Decimal("12345678.90"), "1,234.57"),
        (Decimal("50"), "0.01"),
        (Decimal("49"), "0.00"),
        (Decimal("-125000"), "−12.50"),
        (Decimal("-10"), "0.00"),
        (0, "0.00"),
        (None, "—"),
        ("", "—"),
        ("不详", "—"),
        (Decimal("NaN"), "—"),
    ],
)
def test_money_is_written_in_ten_thousands_with_marks_rounded_half_up(yuan, written):
    assert figures.wan(yuan) == written


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(Decimal("0.8725"), "87.25%"), (1, "100.00%"), (Decimal("0.123455"), "12.35%"), (None, "—")],
)
def test_a_percentage_has_two_decimals(ratio, written):
    assert figures.percent(ratio) == written


def test_days_and_instants_are_those_of_the_bureau():
    late = datetime(2022, 9, 27, 18, 5, tzinfo=UTC)

    assert figures.day(late) == "2022-09-28"
    assert figures.instant(late) == "2022-09-28 02:05"
    assert figures.day(date(2022, 9, 28)) == "2022-09-28"
    assert figures.day(None) == "—"
