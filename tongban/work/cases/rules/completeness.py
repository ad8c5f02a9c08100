"""Whether an application is complete: the form against its schema, each material against its need."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tongban.ground.kit import json_schema
from tongban.ground.law import basis

LOG = logging.getLogger(__name__)
HERE = ("submitted", "shown", "on_file", "promised", "asked")
"""How a material may stand so that it is there."""

Lack = Literal["missing", "may_not_follow", "unanswered", "faulty"]


@dataclass(frozen=True, slots=True)
class Need:
    """A material of a case: whether it is needed (None: not known yet), how strictly, and how it stands."""

    key: int
    is_needed: bool | None
    necessity: str
    state: str
    is_faulty: bool = False


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with a field of the form: where, which rule of the schema it breaks, and that rule's bound."""

    field: str
    rule: str
    bound: Any = None


@basis("online-service-rules:7", "anyang-services-regulation:24")
def lacks(needs: Iterable[Need], *, tolerates: bool) -> dict[int, Lack]:
    """Return what stands against filing, by material: only what the guide asks for, only where it is needed."""
    found = {need.key: _lack(need, tolerates=tolerates) for need in needs}
    return {key: lack for key, lack in found.items() if lack}


def to_follow(needs: Iterable[Need]) -> list[int]:
    """Return the materials that are promised to follow later."""
    return [need.key for need in needs if need.state == "to_follow" and need.is_needed is not False]


def displayed_state(need: Need) -> str:
    """Return the state of a material as pages show it: what nobody asks for is not missing."""
    if need.state not in ("missing", "to_follow"):
        return need.state
    if need.is_needed is False:
        return "not_needed"
    if need.state == "to_follow":
        return need.state
    if need.necessity == "optional":
        return "optional"
    return "undecided" if need.is_needed is None else "missing"


def form_faults(schema: Mapping[str, Any], form: Mapping[str, Any]) -> list[FormFault]:
    """Return the faults of a form by field; a missing field is named itself, not the object around it.

    A schema that cannot be used is the bureau's fault: the applicant fills in what it lists, and files.
    """
    if not schema:
        return []
    try:
        return [_fault(error) for error in json_schema.validator_for(schema).iter_errors(dict(form))]
    except json_schema.UnusableSchema as error:
        LOG.error("a published form cannot be checked", exc_info=error)
    lacking = [name for name in json_schema.names_in(schema, "required") if form.get(name) in (None, "")]
    return [FormFault(name, "required") for name in lacking]


def _lack(need: Need, *, tolerates: bool) -> Lack | None:
    if need.is_needed is False:
        return None
    if need.is_faulty:
        return "faulty"
    if need.state in HERE:
        return None
    if need.state == "to_follow":
        return None if tolerates and need.necessity == "may_follow" else "may_not_follow"
    if need.necessity == "optional":
        return None
    return "unanswered" if need.is_needed is None else "missing"


def _fault(error: Any) -> FormFault:
    path = [str(part) for part in error.instance_path]
    rule, bound = error.kind.name, None
    if rule == "required":
        path.append(error.kind.property)
    elif rule in ("additionalProperties", "unevaluatedProperties"):
        bound = "、".join(error.kind.unexpected)
    elif rule == "format":
        bound = error.kind.format
    else:
        bound = getattr(error.kind, "limit", None)
    return FormFault("/".join(path), rule, bound)
