"""Conditions on an applicant's answers: checked when written, weighed when asked, explained. No database.

A condition is an expression of the Common Expression Language over the codes of a version's questions,
such as ``serves_food && area > 50``. Empty means always.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import Any

import cel

from tongban.ground.law import basis

YES_NO, CHOICE, NUMBER = "yes_no", "choice", "number"
SAMPLES = (-1.0, 0.0, 0.5, 1.0, 49.0, 50.0, 51.0, 1e6)
MOST_TRIALS = 4096


class BadCondition(ValueError):
    """A condition cannot be understood, names no question, or does not answer yes or no."""


@dataclass(frozen=True)
class Question:
    """What a condition may refer to: a question's code, its kind and the values of its choices."""

    code: str
    kind: str
    choices: tuple[str, ...] = ()
    text: str = ""

    @property
    def samples(self) -> tuple[Any, ...]:
        """Return values that stand for all that may be answered."""
        return {YES_NO: (True, False), CHOICE: self.choices, NUMBER: SAMPLES}[self.kind]


@lru_cache(maxsize=4096)
def _compiled(condition: str) -> Any:
    return cel.compile(condition)


def check(condition: str, questions: Sequence[Question]) -> None:
    """Raise BadCondition unless the condition gives yes or no for whatever is answered."""
    if not condition.strip():
        return
    known = {question.code: question for question in questions}
    asked = [_known(name, known) for name in _variables(condition)]
    for answers in _trials(asked):
        try:
            value = _compiled(condition).execute(_plain(answers))
        except (TypeError, ValueError, RuntimeError) as error:
            raise BadCondition(f"{condition}: {_first_line(error)} ({answers})") from error
        if not isinstance(value, bool):
            raise BadCondition(f"{condition}: gives {value!r}, not yes or no ({answers})")
    _check_choices(condition, asked)


def _variables(condition: str) -> list[str]:
    try:
        return sorted(_compiled(condition).variables())
    except (TypeError, ValueError, RuntimeError) as error:
        raise BadCondition(f"{condition}: {_first_line(error)}") from error


def _known(name: str, known: Mapping[str, Question]) -> Question:
    if name not in known:
        names = ", ".join(known) or "—"
        raise BadCondition(f"there is no question {name!r}; the questions are {names}")
    return known[name]


def _trials(asked: Sequence[Question]) -> Iterator[dict[str, Any]]:
    combinations = product(*(question.samples for question in asked))
    for values in islice(combinations, MOST_TRIALS):
        yield {question.code: value for question, value in zip(asked, values, strict=True)}


def _check_choices(condition: str, asked: Sequence[Question]) -> None:
    """Refuse a comparison with a choice that does not exist: it would never hold."""
    for question in asked:
        if question.kind != CHOICE:
            continue
        outcomes = {value: _with(condition, asked, question, value) for value in (*question.choices, "\x00")}
        if len({outcomes[value] for value in question.choices} | {outcomes["\x00"]}) == 1:
            choices = ", ".join(question.choices)
            raise BadCondition(f"{condition}: no choice of {question.code} changes the answer ({choices})")


def _with(condition: str, asked: Sequence[Question], question: Question, value: str) -> tuple[bool, ...]:
    others = [each for each in asked if each is not question]
    return tuple(
        bool(_compiled(condition).execute(_plain({**answers, question.code: value})))
        for answers in _trials(others)
    )


def holds(condition: str, answers: Mapping[str, Any]) -> bool | None:
    """Return whether a condition holds, or None while a question that decides it is unanswered."""
    if not condition.strip():
        return True
    try:
        return bool(_compiled(condition).execute(_plain(answers)))
    except (RuntimeError, TypeError):
        return None


def depends_on(condition: str) -> tuple[str, ...]:
    """Return the codes of the questions that a condition looks at."""
    return tuple(_variables(condition)) if condition.strip() else ()


def reasons(
    condition: str, answers: Mapping[str, Any], questions: Sequence[Question]
) -> list[tuple[str, Any]]:
    """Return the questions that decided a condition, with what was answered: why a material is needed or not."""
    texts = {question.code: question.text for question in questions}
    return [(texts.get(code, code), answers.get(code)) for code in depends_on(condition)]


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as CEL takes them: every number a double, so that ``area > 50`` may be written."""
    return {
        code: float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for code, value in answers.items()
        if value is not None
    }


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


CATCH_ALL = re.compile(
    r"其[他它余](?:有关|相关|必要|需要|应当|依法|规定)?的?(?:申请|证明)?(?:材料|资料|文件|证明|证件|手续)"
    r"|^其[他它]$"
    r"|(?:相关|有关|所需|必要的?|需要的)(?:其他|其它)?(?:证明|申请)?(?:材料|资料|文件|证明|证件|手续)$"
    r"|(?:材料|资料|文件|证明|证件)等(?:材料|资料|文件|证明)?$|等(?:相关|有关)?(?:材料|资料|文件|证明|证件)$|等$"
    r"|(?:要求|规定|认为)[^，。]{0,12}(?:其他|其它|需要)"
)


def is_catch_all(name: str) -> bool:
    """Return whether a material's name asks for anything at all: 其他材料, 相关证明, ……等."""
    bare = re.sub(r"[\s（(].*?[)）]|[\s。；;]", "", name)
    return bool(CATCH_ALL.search(bare) or CATCH_ALL.search(re.sub(r"\s", "", name)))


WORKING, CALENDAR, HOURS, AT_ONCE = "working", "calendar", "hours", "at_once"
LONGEST_HOLIDAY_DAYS = 9


@basis("business-environment-regulation:36")
def is_within_statute(promised: int, promised_unit: str, statutory: int, statutory_unit: str) -> bool:
    """Return whether a promise can never be later than the law allows, whatever holidays fall in between."""
    if promised_unit == AT_ONCE:
        return True
    if statutory_unit == AT_ONCE:
        return False
    if promised_unit == statutory_unit:
        return promised <= statutory
    return _latest_day(promised, promised_unit) <= _earliest_day(statutory, statutory_unit)


def _latest_day(length: int, unit: str) -> int:
    """Return after how many calendar days a period ends at the latest."""
    if unit == WORKING:
        return -(-length * 7 // 5) + LONGEST_HOLIDAY_DAYS
    return -(-length // 24) if unit == HOURS else length


def _earliest_day(length: int, unit: str) -> int:
    """Return after how many calendar days a period ends at the earliest."""
    if unit == WORKING:
        return length
    return length // 24 if unit == HOURS else length


def longest_way(steps: Iterable[tuple[int, int]]) -> int:
    """Return the working days of a review whose steps are (stage, days): those of one stage run side by side."""
    stages: dict[int, int] = {}
    for stage, days in steps:
        stages[stage] = max(stages.get(stage, 0), days)
    return sum(stages.values())


def bare_name(name: str) -> str:
    """Return a material's name without brackets, spaces and signs: what tells it from another."""
    return re.sub(r"[（(].*?[)）]|[\W_]", "", name)
