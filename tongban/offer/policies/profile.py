"""The documented profile of an enterprise: its fields with their words, and what is known of one, by whom and when.

The fields stand in ``profile.toml`` in both languages. What nobody knows is unknown: neither yes nor no, never zero.
Only the years since founding are worked out: from the day of founding and the day for which one asks.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from tongban.ground.matters.conditions import CHOICE, NUMBER, TEXT, YES_NO, Question

FILE = Path(__file__).with_name("profile.toml")
ZH, EN = "zh", "en"
FOUNDED_ON, AGE = "founded_on", "age_years"
LONGEST_TEXT = 20
PLACES = Decimal("0.01")

SOURCES = {
    "registry": ("市场主体登记", "the register of enterprises"),
    "tax": ("税务", "the tax office"),
    "insurance": ("社会保险", "the social insurance"),
    "statistics": ("统计", "statistics"),
    "recognition": ("认定名单", "the list of recognised enterprises"),
    "credit": ("信用信息平台", "the credit platform"),
    "self": ("企业自述", "the enterprise's own words"),
}
"""Where a field was had from; everything but the enterprise's own words is verified."""
OWN_WORDS = "self"


class BadProfile(ValueError):
    """A value does not fit its field: ``code`` says which, the text says why, in both languages."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{code}: {en}")
        self.code, self.zh, self.en = code, zh, en


@dataclass(frozen=True, slots=True)
class ProfileField:
    """A field of the profile, with its words in both languages."""

    code: str
    kind: str
    zh: str
    en: str
    asks_zh: str
    asks_en: str
    unit_zh: str = ""
    unit_en: str = ""
    pattern: str = ""
    most: float = 0
    choices: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """Return what the field is called."""
        return self.zh if language == ZH else self.en

    def asks(self, language: str) -> str:
        """Return the question by which an enterprise is asked for it."""
        return self.asks_zh if language == ZH else self.asks_en

    def unit(self, language: str) -> str:
        """Return in what it is counted; nothing where it is no number."""
        return self.unit_zh if language == ZH else self.unit_en

    def answers(self, language: str) -> list[tuple[str, str]]:
        """Return what may be chosen, with the words; none where it is typed."""
        if self.kind == YES_NO:
            return [("yes", self.say(True, language)), ("no", self.say(False, language))]
        return [(value, self.say(value, language)) for value in self.choices]

    def say(self, value: Any, language: str) -> str:
        """Return a value in words; unknown is said, not left out."""
        is_chinese = language == ZH
        if value is None:
            return "未知" if is_chinese else "unknown"
        if self.kind == YES_NO:
            return ("是" if value else "否") if is_chinese else ("yes" if value else "no")
        if self.kind == CHOICE:
            return self.choices[value][0 if is_chinese else 1]
        if self.kind == NUMBER:
            number, unit = format(Decimal(value), "f"), self.unit(language)
            return f"{number}{unit}" if is_chinese else f"{number} {unit}".strip()
        return str(value)

    def parse(self, value: Any) -> Any:
        """Return a value as it is kept, or raise BadProfile; None stays unknown."""
        if value is None or value == "":
            return None
        return {YES_NO: self._yes_no, CHOICE: self._choice, NUMBER: self._number, TEXT: self._text}[
            self.kind
        ](value)

    def _yes_no(self, value: Any) -> bool:
        if value in (True, "yes"):
            return True
        if value in (False, "no"):
            return False
        raise BadProfile(self.code, "请回答是或否。", "Answer yes or no.")

    def _choice(self, value: Any) -> str:
        if value in self.choices:
            return str(value)
        raise BadProfile(self.code, "没有这一选项。", "There is no such choice.")

    def _number(self, value: Any) -> Decimal:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal(-1)
        if not (number.is_finite() and 0 <= number <= self.most):
            raise BadProfile(
                self.code, f"请填 0 至 {self.most:g} 的数。", f"Write a number from 0 to {self.most:g}."
            )
        return number.quantize(PLACES).normalize()

    def _text(self, value: Any) -> str:
        text = str(value).strip().upper()
        if len(text) <= LONGEST_TEXT and re.fullmatch(self.pattern, text, re.ASCII):
            return text
        raise BadProfile(self.code, f"写法不对：{self.asks_zh}", f"Not in the right form. {self.asks_en}")


@cache
def fields() -> Mapping[str, ProfileField]:
    """Return the fields of the profile by their codes, in their order."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["field"]
    made = (
        ProfileField(
            **{**row, "choices": {code: tuple(words) for code, words in row.get("choices", {}).items()}}
        )
        for row in rows
    )
    return {each.code: each for each in made}


@cache
def questions() -> tuple[Question, ...]:
    """Return the fields as conditions know them."""
    return tuple(Question(each.code, each.kind, tuple(each.choices), each.zh) for each in fields().values())


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is known of an enterprise, who says so, and as of which day."""

    value: Any
    source: str
    on: date

    @property
    def is_verified(self) -> bool:
        """Return whether somebody else than the enterprise says so."""
        return self.source != OWN_WORDS


Profile = Mapping[str, Known]
"""What is known of an enterprise, by the codes of the fields; what is not in it is unknown."""


def parse_profile(said: Mapping[str, Mapping[str, Any]]) -> dict[str, Known]:
    """Return a profile as it is kept (``{code: {value, source, on}}``), or raise BadProfile at the first wrong field."""
    found = {}
    for code, row in said.items():
        value = _founded(row.get("value")) if code == FOUNDED_ON else _field(code).parse(row.get("value"))
        if row.get("source") not in SOURCES:
            raise BadProfile(code, "来源不明。", "It does not say where this is known from.")
        if value is not None:
            found[code] = Known(value, str(row["source"]), _day(code, row.get("on")))
    return found


def as_kept(profile: Profile) -> dict[str, dict[str, Any]]:
    """Return a profile as it is kept in a row: plain JSON."""
    return {
        code: {
            "value": _plain(each.value),
            "source": each.source,
            "on": each.on.isoformat(),
        }
        for code, each in sorted(profile.items())
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it: days and numbers as text, so that no figure is ever a float."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def on_day(profile: Profile, day: date) -> dict[str, Known]:
    """Return a profile as conditions read it on a day: the day of founding becomes full years."""
    found = {code: known for code, known in profile.items() if code != FOUNDED_ON}
    founded = profile.get(FOUNDED_ON)
    if founded is not None and founded.value <= day:
        found[AGE] = Known(Decimal(_full_years(founded.value, day)), founded.source, founded.on)
    return found


def _full_years(since: date, day: date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def _field(code: str) -> ProfileField:
    known = fields().get(code)
    if known is None:
        raise BadProfile(code, "没有这一项。", "The profile has no such field.")
    return known


def _founded(value: Any) -> date | None:
    return None if value in (None, "") else _day(FOUNDED_ON, value)


def _day(code: str, value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise BadProfile(code, "日期写法应为 2026-01-31。", "Write the day as 2026-01-31.") from error
