"""The command ``tongban due``: when a period ends, and every day of it. Loads neither Django nor the database."""

import json
import re
from datetime import date, datetime
from typing import Annotated, Any, NoReturn

import typer

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, DeadlineExtension, DeadlinePause, Due, Unit
from tongban.ground.clock.due_dates import due as due_of
from tongban.ground.clock.due_dates import provisional_due
from tongban.ground.clock.explanation import DeadlineLine, explain
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.clock.words import BadDeadline, ClockError, ClockText, NoCalendar, weekday

REFUSED = 2
PAUSE = re.compile(r"(?P<begins>[^:]+):(?P<ends>[^:]*)(?::(?P<kind>[a-z_]+))?(?::(?P<document>.+))?")
ASSUMED = "命令行"

Start = Annotated[str, typer.Argument(metavar="起算日", help="如 2022-01-28；按小时时如 2022-01-28T09:30。")]
Working = Annotated[int | None, typer.Option(metavar="N", help="N 个工作日。Working days.")]
CalendarDays = Annotated[
    int | None, typer.Option("--calendar", metavar="N", help="N 日，末日遇休息日顺延。Days.")
]
Hours = Annotated[int | None, typer.Option(metavar="N", help="N 小时。Hours.")]
Pauses = Annotated[
    list[str] | None,
    typer.Option(
        "--pause",
        metavar="起:止",
        help="不计入的日子，如 2022-02-08:2022-02-10；还未结束则写 2022-02-08:；可再加 :事由:文书。可写多次。",
    ),
]
Extend = Annotated[int | None, typer.Option(metavar="N", help="延长 N（与期限同一单位）。Extension.")]
Explained = Annotated[bool, typer.Option("--explain", help="逐日说明：哪天计入，哪天不计，为什么。")]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]
Guess = Annotated[bool, typer.Option("--provisional", help="放假安排未发布的年份暂按周一至周五计算。")]
Lang = Annotated[str, typer.Option("--lang", help="语言：zh 中文，en 英文。Language.")]


def due(
    start: Start,
    working: Working = None,
    calendar: CalendarDays = None,
    hours: Hours = None,
    pause: Pauses = None,
    extend: Extend = None,
    explained: Explained = False,
    as_json: AsJson = False,
    provisional: Guess = False,
    lang: Lang = "zh",
) -> None:
    """计算期限届满日：起算日不计入；工作日按国务院办公厅历年放假安排（2004—2026）。

    When a period ends. 退出码 Exit code：0 已算出，2 算不出（说明原因）。
    """
    try:
        unit, length = _length(working, calendar, hours)
        pauses = tuple(_pause(text) for text in pause or ())
        longer = None if extend is None else DeadlineExtension(extend, ASSUMED, ASSUMED)
        deadline = Deadline(_moment(start, unit), length, unit, pauses, longer)
        known = _assuming(deadline) if provisional else SHIPPED
        found = due_of(deadline, known)
        lines = explain(deadline, known) if explained else ()
    except ClockError as error:
        _refuse(error, lang)
    typer.echo(_json(found, lines) if as_json else _text(found, lines, lang))


def _length(working: int | None, calendar: int | None, hours: int | None) -> tuple[Unit, int]:
    units: tuple[tuple[Unit, int | None], ...] = (
        ("working", working),
        ("calendar", calendar),
        ("hours", hours),
    )
    given = [(unit, length) for unit, length in units if length is not None]
    if len(given) != 1:
        raise BadDeadline(
            "请写明一种期限：--working N、--calendar N 或 --hours N",
            "give one length: --working N, --calendar N or --hours N",
        )
    return given[0]


def _moment(text: str, unit: Unit) -> date | datetime:
    if unit == "hours" and ":" in text:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return _day(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDeadline(
            f"“{text}”不是日期，请写成 2022-01-28 的样子", f"{text!r} is not a date; write it like 2022-01-28"
        ) from None


def _pause(text: str) -> DeadlinePause:
    found = PAUSE.fullmatch(text)
    if found is None:
        raise BadDeadline(
            f"“{text}”不是暂停的起止日，请写成 2022-02-08:2022-02-10 的样子",
            f"{text!r} is not a pause; write it like 2022-02-08:2022-02-10",
        )
    begins, ends = _day(found["begins"]), _day(found["ends"]) if found["ends"] else None
    return DeadlinePause(begins, ends, found["kind"] or "suspension", found["document"] or ASSUMED)


def _assuming(deadline: Deadline) -> Calendar:
    """Return the calendar with the years assumed that the deadline reaches into."""
    return SHIPPED.provisional(*provisional_due(deadline, SHIPPED).assumed_years)


def _text(found: Due, lines: tuple[DeadlineLine, ...], lang: str) -> str:
    return "\n".join([*(line.words.said_in(lang) for line in lines), _answer(found).said_in(lang)])


def _answer(found: Due) -> ClockText:
    if found.on is None:
        return ClockText(
            f"自 {found.paused_since} 起暂停计时，恢复后才能算出届满日",
            f"paused since {found.paused_since}: no day until the clock runs again",
        )
    day, shown = weekday(found.on), str(found.on) if found.at is None else f"{found.at:%Y-%m-%d %H:%M}"
    if not found.assumed_years:
        return ClockText(f"{shown}（{day.zh}）", f"{shown} ({day.en})")
    years = "、".join(map(str, found.assumed_years))
    return ClockText(
        f"{shown}（{day.zh}，暂定：{years} 年放假安排未发布）", f"{shown} ({day.en}, provisional: no {years})"
    )


def _json(found: Due, lines: tuple[DeadlineLine, ...]) -> str:
    answer: dict[str, Any] = {
        "due_on": found.on,
        "due_at": found.at,
        "is_provisional": found.is_provisional,
        "paused_since": found.paused_since,
        "assumed_years": found.assumed_years,
    }
    if lines:
        answer["days"] = [
            {
                "on": line.on,
                "step": line.step,
                "number": line.number,
                "zh": line.words.zh,
                "en": line.words.en,
            }
            for line in lines
        ]
    return json.dumps(answer, ensure_ascii=False, indent=2, default=lambda day: day.isoformat())


def _refuse(error: ClockError, lang: str) -> NoReturn:
    hint = ClockText("", "")
    if isinstance(error, NoCalendar):
        hint = ClockText(
            "要先看一个暂定日期，可加 --provisional。", "; for a provisional day add --provisional"
        )
    typer.secho(f"✗ {error.words.said_in(lang)}{hint.said_in(lang)}", fg=typer.colors.RED, err=True)
    raise typer.Exit(REFUSED)
