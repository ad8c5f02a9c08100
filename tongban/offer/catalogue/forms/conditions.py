"""Picking a condition: answers to questions from lists; what no list can say is written as an expression."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.matters import simple_conditions
from tongban.ground.matters.condition_words import RELATIONS
from tongban.ground.matters.conditions import MOST_LETTERS, MOST_NAMES, NUMBER, YES_NO, Question
from tongban.ground.matters.simple_conditions import ALL, ANY, FALSE, TRUE, Clause, SimpleCondition

Typed = dict[str, Any]
BETWEEN = "|"
FEWEST_ROWS = 2


def picks_of(questions: Sequence[Question]) -> list[tuple[str, str, bool]]:
    """Return what may be picked: its value, its words, and whether a number is typed beside it."""
    found = []
    for each in questions:
        if each.kind == NUMBER:
            for relation in simple_conditions.RELATIONS[NUMBER]:
                found.append((_value(each.code, relation, ""), f"{each.text} {RELATIONS[relation]}…", True))
            continue
        answers = (
            [(TRUE, _("yes")), (FALSE, _("no"))]
            if each.kind == YES_NO
            else [(one, one) for one in each.choices]
        )
        for relation in simple_conditions.RELATIONS[each.kind]:
            for value, words in answers:
                said = f"{each.text} {RELATIONS[relation]} “{words}”"
                found.append((_value(each.code, relation, value), said, False))
    return found


def _value(*parts: str) -> str:
    return BETWEEN.join(parts)


class ConditionPicker(forms.Widget):
    """Rows of answers, how they are joined, and beside them an expression for what is not so simple."""

    template_name = "catalogue/widgets/condition.html"
    questions: Sequence[Question] = ()
    check_url = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        """Return what was picked and typed."""
        several = data.getlist if hasattr(data, "getlist") else lambda key: data.get(key, [])
        when, numbers = several(f"{name}-when"), several(f"{name}-number")
        numbers = [*numbers, *[""] * len(when)]
        rows = [(pick, number.strip()) for pick, number in zip(when, numbers, strict=False)]
        return {
            "rows": [row for row in rows if any(row)],
            "joined": ANY if data.get(f"{name}-joined") == ANY else ALL,
            "expression": data.get(name, "").strip(),
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return a row for each answer picked, and empty ones to pick more."""
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, dict) else as_typed(value or "", self.questions)
        count = max(FEWEST_ROWS, len(typed["rows"]) + 1)
        rows = [*typed["rows"], *[("", "")] * (count - len(typed["rows"]))]
        context["widget"] |= {
            "rows": rows,
            "picks": picks_of(self.questions),
            "joined": typed["joined"],
            "expression": typed["expression"],
            "check_url": self.check_url,
            "any": ANY,
        }
        return context


def as_typed(condition: str, questions: Sequence[Question]) -> Typed:
    """Return a condition as the picker shows it."""
    simple = simple_conditions.read(condition, questions)
    if simple is None:
        return {"rows": [], "joined": ALL, "expression": condition}
    kinds = {question.code: question.kind for question in questions}
    rows = [
        (_value(each.code, each.relation, ""), each.value)
        if kinds[each.code] == NUMBER
        else (_value(each.code, each.relation, each.value), "")
        for each in simple.clauses
    ]
    return {"rows": rows, "joined": simple.joined, "expression": ""}


class ConditionField(forms.Field):
    """A condition, kept as an expression."""

    widget = ConditionPicker

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.questions: Sequence[Question] = ()

    def ask(self, questions: Sequence[Question], check_url: str) -> None:
        """Offer the questions of a draft; at the address a condition is checked while it is made."""
        self.questions = self.widget.questions = questions
        self.widget.check_url = check_url

    def clean(self, value: Any) -> str:
        """Return what was picked or written as an expression."""
        return expression_of(value, self.questions)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the expressions."""
        try:
            return expression_of(data, self.questions) != (initial or "")
        except forms.ValidationError:
            return True


def expression_of(typed: Typed, questions: Sequence[Question]) -> str:
    """Return what was picked or written as an expression; raise ValidationError where both were, or a number lacks."""
    rows, expression = typed["rows"], typed["expression"]
    if rows and expression:
        raise forms.ValidationError(
            _("Pick the answers or write an expression, not both: clear one of them.")
        )
    if not rows:
        return _short(expression)
    if len(rows) > MOST_NAMES:
        raise forms.ValidationError(_("At most %(most)d answers can be picked.") % {"most": MOST_NAMES})
    offered = {pick: is_number for pick, _words, is_number in picks_of(questions)}
    clauses = tuple(_clause(pick, number, offered) for pick, number in rows)
    return _short(simple_conditions.written(SimpleCondition(clauses, typed["joined"]), questions))


def _clause(pick: str, number: str, offered: dict[str, bool]) -> Clause:
    if pick not in offered:
        raise forms.ValidationError(_("Pick the question and its answer from the list."))
    code, relation, value = pick.split(BETWEEN, 2)
    return Clause(code, relation, _number(number) if offered[pick] else value)


def _number(text: str) -> str:
    try:
        number = forms.DecimalField(max_digits=15).clean(text.replace(",", "").replace("，", ""))
    except forms.ValidationError as error:
        raise forms.ValidationError(_("Type the number with which the answer is compared.")) from error
    return f"{number.normalize():f}"


def _short(expression: str) -> str:
    if len(expression) > MOST_STORED:
        raise forms.ValidationError(gettext_lazy("The condition is too long."))
    return expression


MOST_STORED = min(300, MOST_LETTERS)
"""How long a condition of the catalogue may be."""
