"""Points of time as logs write them: ISO 8601 and the ways common in Chinese offices."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEARS = range(1949, 2101)
EXCEL_BEGINS = datetime(1899, 12, 30, tzinfo=SHANGHAI)
DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
HALF = r"(上午|下午|中午|凌晨|清晨|早晨|早上|傍晚|晚上|AM|PM)?"
CLOCK = r"(\d{1,2})\s*[:：时点]\s*(\d{1,2})?\s*[:：分]?\s*(?:(\d{1,2})\s*秒?)?(?:[.,](\d{1,6}))?"
COMMON = re.compile(rf"{DAY}(?:[\sT]*{HALF}\s*{CLOCK}\s*(AM|PM)?)?", re.IGNORECASE)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2})?)?")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
"""The days since Excel's beginning, and the part of the day: what it writes where a cell is not formatted as a date."""
MORNING = ("上午", "凌晨", "清晨", "早晨", "早上", "AM")
AFTERNOON = ("下午", "傍晚", "晚上", "PM", "中午")


def read_time(said: str | datetime) -> datetime:
    """Return the instant that is meant, in Shanghai's time where no zone stands; ValueError where none can be read."""
    found = said if isinstance(said, datetime) else _read(said.strip())
    if found.year not in YEARS:
        raise ValueError(said)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _read(text: str) -> datetime:
    if compact := COMPACT.fullmatch(text):
        return datetime(*(int(part) for part in compact.groups() if part is not None))  # type: ignore[arg-type]  # noqa: DTZ001
    if SERIAL.fullmatch(text):
        return EXCEL_BEGINS + timedelta(seconds=round(float(text) * 24 * 3600))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        common = COMMON.fullmatch(text)
        if common is None:
            raise
    year, month, day, half, hour, minute, second, fraction, half_after = common.groups()
    whole = _hour(int(hour or 0), (half or half_after or "").upper())
    micro = int((fraction or "0").ljust(6, "0"))
    return datetime(int(year), int(month), int(day), whole, int(minute or 0), int(second or 0), micro)  # noqa: DTZ001


def _hour(hour: int, half: str) -> int:
    if half in MORNING:
        if hour > 12:
            raise ValueError(half)
        return hour % 12
    if half == "晚上" and hour == 12:
        raise ValueError(half)  # of this day or of the next: only who wrote it knows
    is_late = half in AFTERNOON and hour < 12 and not (half == "中午" and hour > 9)
    return hour + 12 if is_late else hour
