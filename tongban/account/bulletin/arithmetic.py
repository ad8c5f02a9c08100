"""The audit's own rules over a bulletin: its parts add up, its shares follow from their parts and name their base.

The audit reads budget tables. A number of orders told apart is the composition of a total (BUD-13); a share is a row whose
rate must follow from its two amounts (BUD-02) of which the part is no more than the whole (BUD-04), and a rate with its
method (IND-12); what the sentences say of a rate must be what its table says (XCK-03).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from tongban.account.audit.configuration import select_rules
from tongban.account.audit.report import (
    Budget,
    BudgetLine,
    Cell,
    Figure,
    Indicator,
    Report,
    Section,
    Split,
    Target,
)
from tongban.account.audit.rule import Finding, check

PARTS = select_rules(["BUD-13"], ())
SHARES = select_rules(["BUD-02", "BUD-04", "IND-12", "XCK-03"], ())
METHOD = "率|分子÷分母"
"""Every rate is ambiguous to the audit until its base is stated."""
OUTCOMES, CALLS = "办结情况", "来电情况"


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not add up: which rule of the audit says so, where, what is printed and what was expected."""

    rule: str
    place: str
    printed: str
    expected: str


def faults_of(content: dict[str, Any]) -> list[Fault]:
    """Return what the audit finds wrong with the arithmetic of a bulletin."""
    return [Fault(each.rule, each.row, each.printed, each.expected) for each in _findings(content)]


def _findings(content: dict[str, Any]) -> Iterator[Finding]:
    ways = {part["by"]: part["rows"] for part in content["parts"]}
    told_apart = (
        (content["orders"], ways),
        (content["closed"], {OUTCOMES: content["outcomes"]}),
        (content["calls"], {CALLS: content["call_outcomes"]}),
    )
    for total, told in told_apart:
        given = {"BUD-13": {"required": tuple(told)}}
        yield from check(_composition(total, told), rules=PARTS, parameters=given)
    yield from check(_shares(content), rules=SHARES, parameters={"IND-12": {"ambiguous": (METHOD,)}})


def _composition(total: int, ways: dict[str, list[list[Any]]]) -> Report:
    """Return a total with the ways in which it is told apart, as the audit reads them."""
    whole = _count(total)
    lines = tuple(
        BudgetLine(Cell("合计"), level, initial=whole, revised=whole) for level in ("total", "project")
    )
    splits = tuple(
        Split(Cell(by), Cell(name), revised=_count(number))
        for by, rows in ways.items()
        for name, number in rows
    )
    return Report(budget=Budget(lines=lines, splits=splits))


def _shares(content: dict[str, Any]) -> Report:
    shares = content["shares"]
    sentences = tuple(Cell(text) for text in content["paragraphs"])
    return Report(
        budget=Budget(lines=tuple(_line(share) for share in shares if share["whole"])),
        indicators=tuple(_indicator(share) for share in shares if share["whole"]),
        sections=(Section("四", Cell(content["title"]), sentences),),
    )


def _line(share: dict[str, Any]) -> BudgetLine:
    parts = {"revised": _count(share["whole"]), "actual": _count(share["part"])}
    return BudgetLine(Cell(share["name"]), "line", rate=_percent(share["value"]), **parts)


def _indicator(share: dict[str, Any]) -> Indicator:
    value = _percent(share["value"])
    basis = Cell(f"{share['part']}/{share['whole']}" if share["base"] else "")
    return Indicator(
        Cell("满意度"), Cell(share["name"]), Target(), value, formula=Cell(share["base"]), basis=basis
    )


def _count(number: int) -> Figure:
    return Figure(str(number), value=Decimal(number))


def _percent(text: str) -> Figure:
    try:
        return Figure(text, value=Decimal(text.rstrip("%")), unit="%")
    except InvalidOperation:
        return Figure(text, unit="%")
