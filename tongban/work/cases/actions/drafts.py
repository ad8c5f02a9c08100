"""Intakes begun at the window: what is typed is kept at once, so that nothing is lost when the browser closes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant, User
from tongban.offer.bundles.models import Bundle
from tongban.offer.catalogue.models import Item
from tongban.work.cases.actions.locks import require_permission
from tongban.work.cases.models import IntakeDraft

KEPT = timedelta(days=14)
"""How long an intake that was begun waits to be gone on with."""


@transaction.atomic
def save_draft(
    applicant: Applicant,
    about: Item | Bundle,
    typed: Sequence[tuple[str, str]],
    scans: Sequence[StoredFile],
    *,
    by: User,
    at: datetime,
) -> IntakeDraft:
    """Keep what a clerk has typed and scanned so far; it takes the place of what was kept before."""
    require_permission(by, "cases.intake")
    kept, _is_new = IntakeDraft.objects.update_or_create(
        by=by,
        applicant=applicant,
        **_key(about),
        defaults={"typed": [list(each) for each in typed], "saved_at": at},
    )
    kept.scans.set(scans)
    return kept


def drop_draft(applicant: Applicant, about: Item | Bundle, *, by: User) -> None:
    """Let go what a clerk has typed: it was sent, or is not wanted any more."""
    IntakeDraft.objects.filter(by=by, applicant=applicant, **_key(about)).delete()


def clear_drafts(*, at: datetime) -> int:
    """Let go what nobody has gone on with for long; return how many."""
    _total, by_model = IntakeDraft.objects.filter(saved_at__lt=at - KEPT).delete()
    return by_model.get(IntakeDraft._meta.label, 0)


def _key(about: Item | Bundle) -> dict[str, Any]:
    is_item = isinstance(about, Item)
    return {"item": about if is_item else None, "bundle": None if is_item else about}
