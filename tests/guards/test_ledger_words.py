"""Whatever the ledger tells is said in words of both languages: every kind of subject, every act, every move."""

import ast
import re

from django.utils.translation import override

from tests.guards.house import modules
from tongban.ground.ledger.chart import Chart
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.ledger.wording import subject_words

PREFIX = re.compile(r"([A-Za-z]+)[-:]?")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMING = {"reference", "subject_of", "_subject", "subject"}
"""Functions whose answer is a subject."""


def subjects_in(tree):
    """Return how subjects begin that a module names: where it records, and where a subject is composed."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "Numbers") and node.args:
            yield from _prefix(node.args[0], constants)
        if isinstance(node, ast.FunctionDef) and node.name in NAMING:
            returned = (part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value)
            yield from (found for value in returned for found in _prefix(value, constants))


def _prefix(node, constants):
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    if isinstance(first, ast.FormattedValue):
        first = first.value
    text = constants.get(first.id) if isinstance(first, ast.Name) else getattr(first, "value", None)
    if isinstance(text, str) and (found := PREFIX.match(text)):
        yield found[1]


def charts():
    return [
        named
        for module in modules_named("states")
        for named in vars(module).values()
        if isinstance(named, Chart)
    ]


def spoken():
    """Return every text that an entry may be said in: of acts, of what stands before and after, of moves."""
    for words in subject_words().values():
        yield from (
            (f"{words.prefix}: {code}", text) for code, text in {**words.acts, **words.states}.items()
        )
    for chart in charts():
        yield from ((f"{chart.subjects}: {name}", move.label) for name, move in chart.moves.items())


def half_said(texts):
    """Return what is not said in both languages."""
    for where, text in texts:
        with override("en"):
            english = str(text)
        with override("zh-hans"):
            chinese = str(text)
        if not english or CHINESE.search(english) or not CHINESE.search(chinese):
            yield where


def test_every_kind_of_subject_has_words():
    found = {
        prefix: module.shown
        for module in modules()
        if module.room and not module.is_test
        for prefix in subjects_in(module.tree)
    }

    assert {prefix: place for prefix, place in found.items() if prefix not in subject_words()} == {}
    assert found.keys() >= {"EVAL", "RATING", "MEASURE", "CALENDAR", "DEMO", "user", "applicant"}


def test_what_every_chart_moves_has_words_for_its_statuses():
    for chart in charts():
        states = subject_words()[chart.subjects].states
        assert {state for state in chart.states if state not in states} <= {""}, chart.subjects


def test_every_act_and_every_move_is_said_in_both_languages():
    assert list(half_said(spoken())) == []


def test_a_subject_without_words_is_recognised():
    module = """
BOOK = "BOOK-"
def subject_of(row):
    return f"LETTER-{row}"
def write(row):
    record(f"CALL-{row}", "take", by=None)
    record(f"{BOOK}{row}", "open", by=None)
    record(row, "close", by=None)
"""

    assert set(subjects_in(ast.parse(module))) == {"LETTER", "CALL", "BOOK"}


def test_what_is_said_in_one_language_only_is_recognised():
    assert list(half_said([("A: go", "Went"), ("A: come", ""), ("A: wait", "等待")])) == [
        "A: go",
        "A: come",
        "A: wait",
    ]
