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
PLACE = re.compile(r"<input>:1:(\d+)")
STRINGS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
MEMBERS = re.compile(r"\bhas\s*\(|\.\s*[A-Za-z_]\w*(?!\w*\s*\()|\{|`")
"""Looking into things: answers have no parts, and asking whether one is there would tell unknown from no."""


def gettext_noop(text: str) -> str:
    """Mark a text for translation; `condition_words` translates it, for nothing here may know Django."""
    return text


FAULTS = {
    "long": gettext_noop("A condition has at most %(most)d letters; this one has %(length)d."),
    "member": gettext_noop("“%(word)s” is not allowed in a condition."),
    "unread": gettext_noop(
        "“%(condition)s” cannot be read at letter %(place)d: look for a missing bracket, sign or quotation mark."
    ),
    "many": gettext_noop("The condition looks at %(count)d questions; at most %(most)d are allowed."),
    "unknown": gettext_noop("There is no question “%(name)s”; the questions are: %(known)s."),
    "unlike": gettext_noop(
        "“%(condition)s” compares what cannot be compared, such as yes or no with a number or a text."
    ),
    "no_verdict": gettext_noop("“%(condition)s” gives neither yes nor no."),
    "no_number": gettext_noop("“%(condition)s” gives not a number."),
    "no_choice": gettext_noop(
        "“%(condition)s”: no choice of “%(question)s” changes the answer; it may be %(choices)s."
    ),
}
"""What can be wrong with a condition: the library's own words reach nobody."""


class BadCondition(ValueError):
    """A condition cannot be understood, names no question, or does not give what is asked of it."""

    def __init__(self, fault: str, **said: object) -> None:
        """Name one of the FAULTS and what it is about."""
        self.fault, self.said = fault, said
        super().__init__(FAULTS[fault] % said)


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
        raise BadCondition("long", most=MOST_LETTERS, length=len(condition))
    if found := MEMBERS.search(STRINGS.sub('""', condition)):
        raise BadCondition("member", word=found.group())
    try:
        program = cel.compile(condition)
    except (TypeError, ValueError, RuntimeError) as error:
        place = PLACE.search(str(error))
        raise BadCondition("unread", condition=condition, place=int(place[1]) if place else 1) from error
    if foreign := sorted(set(program.functions()) - ALLOWED):
        raise BadCondition("member", word=", ".join(foreign))
    return program


def check(condition: str, questions: Sequence[Question]) -> None:
    """Raise BadCondition unless the condition gives yes or no for whatever is answered."""
    if not condition.strip():
        return
    asked = _asked(condition, questions)
    for value in _outcomes(condition, asked):
        if not isinstance(value, bool):
            raise BadCondition("no_verdict", condition=condition)
    _check_choices(condition, asked)


def check_amount(formula: str, questions: Sequence[Question]) -> None:
    """Raise BadCondition unless the formula gives a number for whatever is answered."""
    for value in _outcomes(formula, _asked(formula, questions)):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadCondition("no_number", condition=formula)


def _asked(condition: str, questions: Sequence[Question]) -> list[Question]:
    known = {question.code: question for question in questions}
    names = depends_on(condition)
    if len(names) > MOST_NAMES:
        raise BadCondition("many", count=len(names), most=MOST_NAMES)
    return [_known(name, known) for name in names]


def _outcomes(condition: str, asked: Sequence[Question]) -> Iterator[Any]:
    for answers in _trials(asked):
        try:
            yield _compiled(condition).execute(_plain(answers))
        except (TypeError, ValueError, RuntimeError, OverflowError) as error:
            raise BadCondition("unlike", condition=condition) from error


def _known(name: str, known: Mapping[str, Question]) -> Question:
    if name not in known:
        raise BadCondition("unknown", name=name, known="、".join(map(_named, known.values())) or "—")
    return known[name]


def _named(question: Question) -> str:
    return f"{question.text} ({question.code})" if question.text else question.code


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
            said = {"question": question.text or question.code, "choices": "、".join(question.choices)}
            raise BadCondition("no_choice", condition=condition, **said)


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
