"""Single errors in the budget of a consistent report, each with the rules that must find it."""

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from tongban.account.audit.tests.injection import WORDS, Draw, Injected, only, pick
from tongban.account.audit.tests.sheet import Row, Sheet

CENTS = st.integers(100, 10**7).map(lambda cents: Decimal(cents) / 100)
PARENTS = (0, 2)
FIRST_LINE = 3


def amount(text: str) -> Decimal:
    assume(not text or text == "—" or text[-1].isdigit())  # another error may have made it a word
    return Decimal(text.replace(",", "")) if text not in ("", "—") else Decimal(0)


def percent(row: Row, *, actual: Decimal | None = None) -> Decimal | None:
    """Return the rate of a budget row with two places, of another actual spending if one is given."""
    revised = amount(row["revised"])
    part = amount(row["actual"]) if actual is None else actual
    return round(part / revised * 100, 2) if revised else None


def unlinked(sheet: Sheet) -> list[Row]:
    """Return the lines no indicator or task is paid from: their amounts stand only in the budget."""
    cited = {row["budget_line"] for row in (*sheet.explained.rows, *sheet.tasks.rows)}
    return [row for row in sheet.budget.rows[FIRST_LINE:] if row["name"] not in cited]


def a_changed_sum(draw: Draw, sheet: Sheet) -> Injected:
    row = sheet.budget.rows[draw(st.sampled_from(PARENTS))]
    column = draw(st.sampled_from(["initial", "carry_over", "supplement", "revised"]))
    row[column] = f"{amount(row[column]) + draw(CENTS):.2f}"
    return only("BUD-01")


def a_changed_line(draw: Draw, sheet: Sheet) -> Injected:
    row = pick(draw, unlinked(sheet))
    column = draw(st.sampled_from(["initial", "carry_over", "revised"]))
    row[column] = f"{amount(row[column]) + draw(CENTS):.2f}"
    return only("BUD-01")


def a_flipped_supplement(draw: Draw, sheet: Sheet) -> Injected:
    row = pick(draw, (row for row in unlinked(sheet) if row["supplement"].startswith("-")))
    row["supplement"] = row["supplement"].lstrip("-")
    return only("BUD-01")


def a_changed_spending(draw: Draw, sheet: Sheet) -> Injected:
    """Two equations hold an actual spending, its rate and its sum: both must break, for neither cell is known right."""
    rows = [sheet.budget.rows[at] for at in PARENTS] + unlinked(sheet)
    row = pick(draw, (row for row in rows if amount(row["actual"]) > 2))
    actual = amount(row["actual"]) - draw(st.integers(100, 200)) / Decimal(100)
    rate = percent(row, actual=actual)
    assume(
        rate is not None and rate >= 90 and abs(rate - Decimal(row["rate"].rstrip("%"))) >= Decimal("0.02")
    )
    row["actual"] = f"{actual:.2f}"
    return only("BUD-02", "BUD-03")


def a_changed_rate(draw: Draw, sheet: Sheet) -> Injected:
    row = pick(draw, (row for row in sheet.budget.rows if row["rate"] != "—"))
    sign = "%" if row["rate"].endswith("%") else ""
    row["rate"] = f"{Decimal(row['rate'].rstrip('%')) + draw(st.integers(2, 999)) / Decimal(100):.2f}{sign}"
    return only("BUD-02")


def a_changed_part(draw: Draw, sheet: Sheet) -> Injected:
    row = draw(st.sampled_from(sheet.composition.rows))
    column = draw(st.sampled_from(["revised", "actual"]))
    row[column] = f"{amount(row[column]) + draw(CENTS):.2f}"
    return only("BUD-13")


def a_doubled_line(draw: Draw, sheet: Sheet) -> Injected:
    at = draw(st.integers(FIRST_LINE, len(sheet.budget.rows) - 1))
    sheet.budget.rows.insert(at + 1, dict(sheet.budget.rows[at]))
    return only("BUD-14")


def a_dropped_line(draw: Draw, sheet: Sheet) -> Injected:
    """The missing line leaves money that no line shows; what follows from such money may be said of it as well.

    Its rate lifts that of the sum (BUD-05), it spent more than it had (BUD-04), the sum's adjustment loses
    its reason (BUD-08), coverage is not full (XCK-06), a number or a unit loses its only line (BUD-06, SCO-01).
    """
    lines = sheet.budget.rows[FIRST_LINE:]
    assume(len(lines) > 1)
    row = pick(
        draw,
        (
            row
            for row in lines
            if max(abs(amount(row[name])) for name in ("initial", "revised", "actual")) > 1
        ),
    )
    sheet.budget.rows.remove(row)
    sheet.annex.rows.remove(sheet.annex.named(row["name"]))
    return Injected(
        frozenset({"BUD-03"}), frozenset({"BUD-04", "BUD-05", "BUD-06", "BUD-08", "SCO-01", "XCK-06"})
    )


def an_amount_made_a_word(draw: Draw, sheet: Sheet) -> Injected:
    columns = ["initial", "carry_over", "supplement", "revised", "actual", "rate"]
    tables = [(sheet.budget, columns), (sheet.composition, ["revised", "actual"]), (sheet.tasks, ["spent"])]
    table, names = draw(st.sampled_from(tables))
    draw(st.sampled_from(table.rows))[draw(st.sampled_from(names))] = draw(WORDS)
    return only("PAR-05")


IN_THE_BUDGET = (
    a_changed_sum,
    a_changed_line,
    a_flipped_supplement,
    a_changed_spending,
    a_changed_rate,
    a_changed_part,
    a_doubled_line,
    a_dropped_line,
    an_amount_made_a_word,
)
