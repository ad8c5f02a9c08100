"""What the clock says, in Chinese and in English, and errors that say both."""

from datetime import date
from typing import NamedTuple


class ClockText(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str

    def said_in(self, language: str) -> str:
        """Return the sentence in a page's language: English for ``en…``, otherwise Chinese."""
        return self.en if language.startswith("en") else self.zh


NOTHING = ClockText("", "")
WEEKDAYS = tuple(
    ClockText(f"周{zh}", en)
    for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)


class ClockError(Exception):
    """What the clock cannot do; `words` says why and what to do."""

    def __init__(self, words: ClockText) -> None:
        super().__init__(words.en)
        self.words = words


class NoCalendar(ClockError, LookupError):
    """A count needs a year whose days off are not known; nothing is guessed."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            ClockText(
                f"没有 {year} 年的放假安排，不能计算工作日。国务院办公厅一般在上一年第四季度发布"
                f"《关于{year}年部分节假日安排的通知》；请录入该通知后再算。",
                f"no calendar for {year}: the State Council's notice on the days off of {year} usually comes out in "
                "the last quarter of the year before; enter it and count again",
            )
        )


class BadArrangement(ClockError, ValueError):
    """A notice as entered cannot be right; `faults` says what is wrong with which day."""

    def __init__(self, faults: tuple[ClockText, ...]) -> None:
        self.faults = faults
        super().__init__(
            ClockText("；".join(fault.zh for fault in faults), "; ".join(fault.en for fault in faults))
        )


class BadDeadline(ClockError, ValueError):
    """A deadline, a pause or an extension that the law does not know."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(ClockText(zh, en))


def weekday(day: date) -> ClockText:
    """Return the day of the week: 周五, Fri."""
    return WEEKDAYS[day.weekday()]
