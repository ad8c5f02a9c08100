"""Conditions on what somebody answers: checked when written, weighed when asked, explained. No database.

A condition is an expression of the Common Expression Language over the codes of questions, such as
``serves_food && area > 50``. Empty means always. What is not answered is unknown: ``&&`` and ``||`` look past it where
the other side decides, everything else waits for it. So an answer more never changes what was decided without it.

An expression may compare, calculate and combine; it may not loop, match patterns or call anything else. Its length
and the library's own limit of nesting bound its time and memory, whoever wrote it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice, product
from typing import Any

import cel

YES_NO, CHOICE, NUMBER, TEXT = "yes_no", "choice", "number", "text"
NUMBERS = (-1.0, 0.0, 0.5, 1.0, 49.0, 50.0, 51.0, 1e6)
TEXTS = ("", "C", "C3911", "320505", "A0111")
MOST_TRIALS = 4096
MOST_LETTERS = 600
MOST_NAMES = 12
ALLOWED = frozenset(
    (
        *("_&&_", "_||_", "!_", "_?_:_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_"),
        *("@in", "_+_", "_-_", "_*_", "-_", "startsWith", "endsWith", "contains"),
    )
)
"""What an expression may do: all of it takes time in proportion to its length, and none of it looks elsewhere."""
STRINGS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
MEMBERS = re.compile(r"\bhas\s*\(|\.\s*[A-Za-z_]\w*(?!\w*\s*\()|\{|`")
"""Looking into things: answers have no parts, and asking whether one is there would tell unknown from no."""


class BadCondition(ValueError):
    """A condition cannot be understood, names no question, or does not give what is asked of it."""


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
        return {YES_NO: (True, False), CHOICE: self.choices, NUMBER: NUMBERS, TEXT: TEXTS}[self.kind]


@lru_cache(maxsize=4096)
def _compiled(condition: str) -> Any:
    """Return an expression that does nothing but compare, calculate and combine; raise BadCondition for any other."""
    if len(condition) > MOST_LETTERS:
        raise BadCondition(f"a condition has at most {MOST_LETTERS} letters; this one has {len(condition)}")
    if found := MEMBERS.search(STRINGS.sub('""', condition)):
        raise BadCondition(f"{condition}: {found.group()!r} is not allowed in a condition")
    try:
        program = cel.compile(condition)
    except (TypeError, ValueError, RuntimeError) as error:
        raise BadCondition(f"{condition}: {_first_line(error)}") from error
    if foreign := sorted(set(program.functions()) - ALLOWED):
        raise BadCondition(f"{condition}: {', '.join(foreign)} is not allowed in a condition")
    return program


def check(condition: str, questions: Sequence[Question]) -> None:
    """Raise BadCondition unless the condition gives yes or no for whatever is answered."""
    if not condition.strip():
        return
    asked = _asked(condition, questions)
    for answers, value in _outcomes(condition, asked):
        if not isinstance(value, bool):
            raise BadCondition(f"{condition}: gives {value!r}, not yes or no ({answers})")
    _check_choices(condition, asked)


def check_amount(formula: str, questions: Sequence[Question]) -> None:
    """Raise BadCondition unless the formula gives a number for whatever is answered."""
    for answers, value in _outcomes(formula, _asked(formula, questions)):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadCondition(f"{formula}: gives {value!r}, not a number ({answers})")


def _asked(condition: str, questions: Sequence[Question]) -> list[Question]:
    known = {question.code: question for question in questions}
    names = depends_on(condition)
    if len(names) > MOST_NAMES:
        raise BadCondition(f"{condition}: looks at {len(names)} questions, at most {MOST_NAMES} are allowed")
    return [_known(name, known) for name in names]


def _outcomes(condition: str, asked: Sequence[Question]) -> Iterator[tuple[dict[str, Any], Any]]:
    for answers in _trials(asked):
        try:
            yield answers, _compiled(condition).execute(_plain(answers))
        except (TypeError, ValueError, RuntimeError, OverflowError) as error:
            raise BadCondition(f"{condition}: {_first_line(error)} ({answers})") from error


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
    value = _value(condition, answers)
    return None if value is None else bool(value)


def amount(formula: str, answers: Mapping[str, Any]) -> float | None:
    """Return what a formula gives, or None while a question that it needs is unanswered."""
    value = _value(formula, answers)
    return None if value is None else float(value)


def _value(condition: str, answers: Mapping[str, Any]) -> Any:
    try:
        return _compiled(condition).execute(_plain(answers))
    except (RuntimeError, TypeError, OverflowError):
        return None


def depends_on(condition: str) -> tuple[str, ...]:
    """Return the codes of the questions that a condition looks at."""
    return tuple(sorted(_compiled(condition).variables())) if condition.strip() else ()


def reasons(
    condition: str, answers: Mapping[str, Any], questions: Iterable[Question]
) -> list[tuple[str, Any]]:
    """Return the questions that decided a condition, with what was answered: why a material is needed or not."""
    texts = {question.code: question.text for question in questions}
    return [(texts.get(code, code), answers.get(code)) for code in depends_on(condition)]


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as CEL takes them: every number a double, so that ``area > 50`` may be written."""
    return {
        code: float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
        for code, value in answers.items()
        if value is not None
    }


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
