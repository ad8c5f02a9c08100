"""What is wrong with a condition, and what a simple one says, in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.matters import simple_conditions
from tongban.ground.matters.conditions import FAULTS, YES_NO, BadCondition, Question
from tongban.ground.matters.simple_conditions import ANY, TRUE, Clause

RELATIONS = {
    "==": gettext_lazy("is"),
    "!=": gettext_lazy("is not"),
    ">": gettext_lazy("is more than"),
    ">=": gettext_lazy("is at least"),
    "<": gettext_lazy("is less than"),
    "<=": gettext_lazy("is at most"),
}


def fault_in_words(error: BadCondition) -> str:
    """Return why a condition is refused."""
    return _(FAULTS[error.fault]) % error.said


def in_words(condition: str, questions: Sequence[Question]) -> str:
    """Return a simple condition as a sentence; any other, and none, is an empty text."""
    simple = simple_conditions.read(condition, questions)
    if simple is None:
        return ""
    asked = {question.code: question for question in questions}
    said = [_clause(each, asked[each.code]) for each in simple.clauses]
    return (_(", or ") if simple.joined == ANY else _(", and ")).join(said)


def _clause(clause: Clause, question: Question) -> str:
    value = (_("yes") if clause.value == TRUE else _("no")) if question.kind == YES_NO else clause.value
    said = {
        "question": question.text or question.code,
        "relation": RELATIONS[clause.relation],
        "value": value,
    }
    return _("“%(question)s” %(relation)s “%(value)s”") % said
