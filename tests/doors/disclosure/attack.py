"""An attacker with a browser: opens every address of a few figures, and writes down every number as an equation."""

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations, product
from typing import Any
from urllib.parse import parse_qsl, urlencode

from lxml import html
from openpyxl import load_workbook

from tests.doors.disclosure.polytope import Polytope
from tests.doors.disclosure.world import DIVISIONS, KINDS, Kind

Equation = tuple[frozenset[int], int]
Holds = Callable[[Kind], bool]
SMALL = 5
METRICS: dict[str, tuple[str, Holds, Holds | None]] = {
    "hall-cases": ("filed", lambda kind: kind.channel == "window", None),
    "cases-filed": ("filed", lambda kind: True, None),
    "online-share": ("filed", lambda kind: True, lambda kind: kind.channel == "online"),
    "on-the-spot-share": ("filed", lambda kind: True, lambda kind: kind.mode == "at_once"),
    "cases-decided": ("decided", lambda kind: kind.decided > 0, None),
}
PERIODS = {
    "2021": (202101, 202112), "2022": (202201, 202212), "2022-02": (202202, 202202), "2022-03": (202203, 202203),
    "2022-11": (202211, 202211), "2022-12": (202212, 202212), "2021-12": (202112, 202112),
    "2022-01-01..2022-06-30": (202201, 202206), "2022-02-01..2022-12-31": (202202, 202212),
    "2021-01-01..2022-12-31": (202101, 202212), "2023": (202301, 202312),
}  # fmt: skip
VALUES = {
    "item": list(DIVISIONS),
    "division": sorted(set(DIVISIONS.values())),
    "channel": ["online", "window"],
    "mode": ["ordinary", "at_once", "commitment"],
    "month": ["202202", "202203", "202211"],
}


def addresses() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name every page: all periods; the year by every column, narrowed by one and by two columns."""
    pairs = list(combinations(VALUES, 2))
    for code in METRICS:
        yield from ((code, period, {}) for period in PERIODS)
        yield from ((code, year, {"by": name}) for year, name in product(("2021", "2022"), VALUES))
        for name, values in VALUES.items():
            yield from (
                (code, "2022", {name: value, "by": by}) for value in values for by in ("item", "month")
            )
        for one, two in pairs:
            yield from (
                (code, "2022", {one: a, two: b}) for a, b in list(product(VALUES[one], VALUES[two]))[::4]
            )
        yield from ((code, "2021", {"item": value}) for value in VALUES["item"])
        yield from ((code, "2022-03", {"item": value}) for value in VALUES["item"])


def told(get: Callable[[str], bytes], code: str, period: str, query: dict[str, str]) -> set[Equation]:
    """Return every number of a page as an equation: figure, parts, year before, groups, chart and the rows."""
    address = f"/figures/{code}/{period}/?{urlencode(query)}"
    page = html.fromstring(get(address))
    only = {name: value for name, value in query.items() if name != "by"}
    span, found = PERIODS[period], set[Equation]()
    parts = [_number(each.text_content()) for each in _of_class(page, "figure-parts", "//dd")]
    if parts:
        rows = parts[-1]
        found.add((places(code, span, only), rows))
        if METRICS[code][2]:
            found.add((places(code, span, only, counted=True), parts[0]))
    if METRICS[code][2] is None:
        found |= _before(page, code, span, only)
        found |= _chart(page, code, span, only)
    found |= _groups(page, code, span)
    if page.xpath("//*[@id='rows']"):
        found |= _rows(get(f"{address}&export=xlsx"), code, span, only)
    return found


def places(
    code: str, span: tuple[int, int], only: dict[str, str], *, counted: bool = False
) -> frozenset[int]:
    """Return the kinds that a figure counts."""
    day, where, which = METRICS[code]
    return frozenset(
        place
        for place, kind in enumerate(KINDS)
        if where(kind)
        and span[0] <= getattr(kind, day) <= span[1]
        and (not counted or (which and which(kind)))
        and all(_value(kind, name, day) == value for name, value in only.items())
    )


def holes(numbers: list[int], equations: set[Equation]) -> list[str]:
    """Return every small number that the equations confine to less than the threshold."""
    polytope = Polytope(len(KINDS), sorted(equations, key=str))
    found = []
    for name, cell in cells():
        truth = sum(numbers[place] for place in cell)
        if 0 < truth < SMALL:
            least, greatest = polytope.bounds(cell)
            assert least <= truth <= greatest, (name, least, truth, greatest)
            if greatest - least < SMALL:
                found.append(f"{name} = {truth}, {least}..{greatest}")
    return found


def cells() -> Iterator[tuple[str, frozenset[int]]]:
    """Name every cell of one, two or three columns within a year, by the day of filing and that of decision."""
    for day, year in product(("filed", "decided"), (2021, 2022)):
        whole = frozenset(place for place, kind in enumerate(KINDS) if getattr(kind, day) // 100 == year)
        for size in range(4):
            for names in combinations(VALUES, size):
                values = {tuple(_value(KINDS[place], name, day) for name in names) for place in whole}
                for each in sorted(values):
                    kept = dict(zip(names, each, strict=True))
                    cell = frozenset(
                        place
                        for place in whole
                        if all(_value(KINDS[place], n, day) == v for n, v in kept.items())
                    )
                    yield f"{day} {year} {kept}", cell


def _value(kind: Kind, name: str, day: str) -> str:
    return str(getattr(kind, day)) if name == "month" else str(getattr(kind, name, ""))


def _of_class(page, name: str, inside: str):
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]{inside}")


def _number(text: str) -> int:
    return int(re.sub(r"[^\d]", "", text) or 0)


def _before(page, code, span, only) -> set[Equation]:
    for each in _of_class(page, "figure-head", "//p"):
        match = re.search(r"(?:the year before|上年同期|去年|上年)\D*([\d,]+)", each.text_content())
        if match and "month" not in only:
            return {(places(code, (span[0] - 100, span[1] - 100), only), _number(match[1]))}
    return set()


def _chart(page, code, span, only) -> set[Equation]:
    found = set()
    for script in page.xpath("//script[@type='application/json']"):
        data = json.loads(script.text)
        if "series" in data and data.get("categories"):
            for name, value in zip(data["categories"], data["series"][0]["values"], strict=True):
                month = int(name.replace("-", "")) if "-" in name else span[0] // 100 * 100 + int(name)
                if value is not None:
                    found.add((places(code, span, only | {"month": str(month)}), round(float(value))))
    return found


def _groups(page, code, span) -> set[Equation]:
    found = set()
    for row in _of_class(page, "figure-groups", "//tbody/tr"):
        link, numbers = row.xpath("./th/a"), row.xpath("./td[not(@colspan)]")
        if link and len(numbers) == 2:
            only = dict(parse_qsl(link[0].get("href").lstrip("?")))
            rows = _number(numbers[1].text_content())
            found.add((places(code, span, only), rows))
            if METRICS[code][2]:
                share = float(re.sub(r"[^\d.]", "", numbers[0].text_content()))
                found.add((places(code, span, only, counted=True), round(share * rows / 100)))
    return found


def _rows(content: bytes, code, span, only) -> set[Equation]:
    """Count the rows of the workbook by every combination of what stands in them."""
    sheet: Any = load_workbook(BytesIO(content)).active
    head, *rows = sheet.iter_rows(values_only=True)
    known = {name: place for place, title in enumerate(head) if (name := COLUMNS.get(str(title)))}
    number = next((place for place, title in enumerate(head) if title in ("记录数", "Rows")), None)
    found = set()
    for size in range(1, len(known) + 1):
        for names in combinations(known, size):
            counts: dict[tuple[str, ...], int] = {}
            for row in rows:
                key = tuple(_cell(name, row[known[name]]) for name in names)
                counts[key] = counts.get(key, 0) + (int(row[number]) if number is not None else 1)
            for key, count in counts.items():
                kept = dict(zip(names, key, strict=True))
                is_counted = kept.pop("counted", None)
                if all(kept.values()) and is_counted in (None, "yes"):
                    cell = places(code, span, only | kept, counted=is_counted == "yes")
                    found.add((cell, count))
    return found


COLUMNS = {
    "收件日期": "month", "申请日期": "month", "Filed on": "month", "决定日期": "month", "办结日期": "month",
    "Decided on": "month", "月份": "month", "Month": "month", "事项": "item", "Item": "item", "处室": "division",
    "Division": "division", "计入": "counted", "Counted": "counted",
}  # fmt: skip


def _cell(name: str, value) -> str:
    text = str(value or "")
    if name == "counted":
        return "yes" if text in ("yes", "是") else "no"
    if name == "month":
        return re.sub(r"\D", "", text)[:6]
    known = VALUES[name]
    return text if text in known else ""
