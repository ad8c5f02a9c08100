"""Conditions that a person picks from lists: answers to questions, all of them or any one. No database.

What is picked is kept as an expression, as all conditions are; an expression of this shape is read back, and any other
is left to whoever wrote it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tongban.ground.matters.conditions import CHOICE, NUMBER, TEXT, YES_NO, Question

ALL, ANY = "&&", "||"
RELATIONS = {
    YES_NO: ("==",),
    CHOICE: ("==", "!="),
    NUMBER: (">", ">=", "<", "<=", "==", "!="),
    TEXT: ("==", "!="),
}
"""Which relations a question of each kind may be picked with."""
TRUE, FALSE = "true", "false"
TERM = re.compile(
    r"\s*(?P<opened>\(?)\s*"
    r"(?:!\s*(?P<denied>[A-Za-z_]\w*)|(?P<code>[A-Za-z_]\w*)(?:\s*(?P<relation>[=!<>]=|[<>])\s*"
    r"(?P<value>\"(?:[^\"\\]|\\[\"\\])*\"|'[^'\\]*'|-?\d+(?:\.\d+)?|true|false))?)"
    r"\s*(?P<closed>\)?)\s*"
)
LETTERS = re.compile(r"\\([\"\\])")


@dataclass(frozen=True, slots=True)
class Clause:
    """One answer: the question's code, a relation, and the value as it was picked or typed."""

    code: str
    relation: str
    value: str


@dataclass(frozen=True, slots=True)
class SimpleCondition:
    """Answers that must all be given, or of which any one suffices."""

    clauses: tuple[Clause, ...]
    joined: str = ALL


def written(simple: SimpleCondition, questions: Sequence[Question]) -> str:
    """Return a simple condition as an expression."""
    kinds = {question.code: question.kind for question in questions}
    return f" {simple.joined} ".join(_written(each, kinds[each.code]) for each in simple.clauses)


def _written(clause: Clause, kind: str) -> str:
    if kind == YES_NO:
        return clause.code if clause.value == TRUE else f"!{clause.code}"
    if kind == NUMBER:
        return f"{clause.code} {clause.relation} {clause.value}"
    quoted = clause.value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{clause.code} {clause.relation} "{quoted}"'


def read(condition: str, questions: Sequence[Question]) -> SimpleCondition | None:
    """Return an expression as picked answers, or None where it is none of that shape."""
    known = {question.code: question for question in questions}
    clauses: list[Clause] = []
    joins: list[str] = []
    place = 0
    while found := TERM.match(condition, place):
        if bool(found["opened"]) != bool(found["closed"]) or (clause := _clause(found, known)) is None:
            return None
        clauses.append(clause)
        place = found.end()
        if place == len(condition):
            return SimpleCondition(tuple(clauses), joins[0] if joins else ALL)
        joins.append(condition[place : place + 2])
        if joins[-1] not in (ALL, ANY) or joins[-1] != joins[0]:
            return None
        place += 2
    return None


def _clause(found: re.Match[str], known: dict[str, Question]) -> Clause | None:
    question = known.get(found["denied"] or found["code"])
    if question is None:
        return None
    if found["value"] is None:
        return (
            Clause(question.code, "==", FALSE if found["denied"] else TRUE)
            if question.kind == YES_NO
            else None
        )
    relation, value = found["relation"], found["value"]
    if question.kind == YES_NO:
        if value not in (TRUE, FALSE) or relation not in ("==", "!="):
            return None
        return Clause(question.code, "==", value if relation == "==" else {TRUE: FALSE, FALSE: TRUE}[value])
    is_text = value[0] in "\"'"
    value = LETTERS.sub(r"\1", value[1:-1]) if is_text else value
    fits = {
        CHOICE: is_text and value in question.choices,
        TEXT: is_text,
        NUMBER: not is_text and value not in (TRUE, FALSE),
    }
    is_right = fits[question.kind] and relation in RELATIONS[question.kind]
    return Clause(question.code, relation, value) if is_right else None
