"""``python -m tongban.ground.clock.generate_years``: write years/ from notices.toml and the library chinesecalendar.

The library is needed only here and in the tests, never at run time.
"""

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from tongban.ground.clock.arrangement import DECEMBER

ROOM = Path(__file__).parent
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}
HEAD = "# Written by `python -m tongban.ground.clock.generate_years`; edit notices.toml instead.\n"

Row = dict[str, Any]
Arranged = dict[date, tuple[str, str]]
"""A day, whether it is ``off`` or ``make_up``, and the holiday."""


def main() -> None:
    """Write one file a year and say how many."""
    written = texts()
    for year, text in written.items():
        ROOM.joinpath("years", f"{year}.toml").write_text(text, "utf-8")
    sys.stdout.write(f"{len(written)} years\n")


def texts() -> dict[int, str]:
    """Return the text of every year's file."""
    listed = tomllib.loads(files(__package__).joinpath("notices.toml").read_text("utf-8"))
    days = _days_of_the_library() | {
        row["day"]: ("make_up" if row["is_working"] else "off", row["name"]) for row in listed["correction"]
    }
    notices: defaultdict[int, list[Row]] = defaultdict(list)
    for row in listed["notice"]:
        notices[row["year"]].append(row)
    return {year: HEAD + "".join(_tables(rows, _of_year(days, year))) for year, rows in notices.items()}


def _days_of_the_library() -> Arranged:
    from chinese_calendar import constants

    off = {day: ("off", NAMES[name]) for day, name in constants.holidays.items()}
    return off | {day: ("make_up", NAMES[name]) for day, name in constants.workdays.items()}


def _of_year(days: Arranged, year: int) -> Arranged:
    """Return the days a year's notice arranges: around New Year it reaches into the December before."""
    return {day: found for day, found in days.items() if day.year + (day.month == DECEMBER) == year}


def _tables(rows: list[Row], days: Arranged) -> Iterator[str]:
    changed = {day for row in rows for day in row.get("days", ())}
    for row in rows:
        own = set(row.get("days", days.keys() - changed))
        yield "\n".join(_table(row, {day: days[day] for day in sorted(own) if day in days}))


def _table(row: Row, days: Arranged) -> Iterator[str]:
    yield "\n[[notice]]"
    yield f"year = {row['year']}"
    title = row.get("title", f"国务院办公厅关于{row['year']}年部分节假日安排的通知")
    yield f'notice = "{title}"'
    yield f'number = "{row["number"]}"'
    yield f'url = "{row["url"]}"'
    if "published_on" in row:
        yield f"published_on = {row['published_on']}"
    for kind in ("off", "make_up"):
        named: defaultdict[str, list[str]] = defaultdict(list)
        for day, (what, name) in days.items():
            if what == kind:
                named[name].append(day.isoformat())
        yield from (f'{kind}."{name}" = [{", ".join(found)}]' for name, found in named.items())
    yield ""


if __name__ == "__main__":
    main()
