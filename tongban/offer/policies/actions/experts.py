"""The store of experts: entering one, changing one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import lock_matter, record
from tongban.ground.people.models import User
from tongban.offer.policies.models import Expert
from tongban.offer.policies.numbers import EXPERTS
from tongban.offer.policies.states import PUBLISHING


@transaction.atomic
def enter_expert(said: Mapping[str, Any], *, by: User, at: datetime, is_example: bool = False) -> Expert:
    """Enter an expert under the next number."""
    _require_editor(by)
    expert = Expert(reference=EXPERTS.next(localdate(at)), is_example=is_example, **said)
    expert.full_clean()
    expert.save()
    record(expert.reference, "enter_expert", by=by, at=at, basis=PUBLISHING, payload=_texts(said))
    return expert


@transaction.atomic
def change_expert(
    expert: Expert, said: Mapping[str, Any], *, by: User, at: datetime, seen: Mark | None = None
) -> Expert:
    """Change what is said of an expert; a later day of review means that somebody looked."""
    _require_editor(by)
    expert = lock_matter(Expert, expert.pk)
    require_unchanged(seen, mark_of(expert))
    for name, value in said.items():
        setattr(expert, name, value)
    if expert.review_on > localdate(at):
        expert.told_on = None
    expert.full_clean()
    expert.save()
    record(expert, "change_expert", by=by, at=at, basis=PUBLISHING, payload=_texts(said))
    return expert


def _require_editor(by: User) -> None:
    if not by.may("policies.edit"):
        raise PermissionDenied


def _texts(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in said.items()}
