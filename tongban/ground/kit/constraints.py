"""What the database keeps true, said in words: the name of a constraint reaches nobody."""

import logging
from collections.abc import Iterable
from functools import partial

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint, CheckConstraint, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

LOG = logging.getLogger(__name__)
TWICE, REFERRED = "23505", "23503"
"""What PostgreSQL calls a row that is there twice, and one that others refer to."""


def say_in_words() -> None:
    """Have every constraint that brings no text of its own say which of a row's facts it is about."""
    for model, constraint in _constraints():
        if constraint.violation_error_message == constraint.default_violation_error_message:
            told = partial(said_of, model, constraint)
            constraint.get_violation_error_message = told  # type: ignore[method-assign]


def said_of(model: type[Model], constraint: BaseConstraint) -> str:
    """Return in words what a constraint asks for, by the names that its facts have on pages."""
    names = dict.fromkeys(str(title) for title in _titles(model, constraint))
    fields = "、".join(f"“{name}”" for name in names)
    if not fields:
        return _("What was entered does not go together. Please check it.")
    if isinstance(constraint, CheckConstraint):
        return _("These do not go together: %(fields)s. Please check them.") % {"fields": fields}
    return _("There is one with the same already: %(fields)s.") % {"fields": fields}


def reason_of_integrity(error: IntegrityError) -> str | None:
    """Return in words why the database refused a row; None where it is nobody's entry that is wrong."""
    cause = error.__cause__
    name = getattr(getattr(cause, "diag", None), "constraint_name", None)
    if not name:
        return None
    LOG.warning("the database refused a row", extra={"kind": name})
    known = {each.name: each for _model, each in _constraints()}
    if name in known:
        return str(known[name].get_violation_error_message())
    state = getattr(cause, "sqlstate", "")
    if state == TWICE:
        return _("There is one of this name or number already.")
    if state == REFERRED:
        return _("What this refers to is no longer there, or something still refers to it.")
    return _("What was entered does not go together. Please check it.")


def _constraints() -> Iterable[tuple[type[Model], BaseConstraint]]:
    return ((model, each) for model in apps.get_models() for each in model._meta.constraints)


def _titles(model: type[Model], constraint: BaseConstraint) -> Iterable[Promise]:
    """Return the titles of the fields that a constraint looks at; what has no title says nothing to anybody."""
    expressions = [getattr(constraint, "condition", None), *getattr(constraint, "expressions", ())]
    said = [each[0] if isinstance(each, tuple) else each for each in expressions if each is not None]
    refs = [ref[0] for each in said for ref in model._get_expr_references(each)]  # type: ignore[attr-defined]
    fields = {field.name: field for field in model._meta.fields}
    for name in [*getattr(constraint, "fields", ()), *refs]:
        title = getattr(fields.get(name), "verbose_name", None)
        if isinstance(title, Promise):
            yield title
