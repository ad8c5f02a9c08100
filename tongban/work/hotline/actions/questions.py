"""What is asked about demands of a class: questions set and taken away by the head of the hotline, each in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.hotline.actions.catalogue import need_lead, subject_of
from tongban.work.hotline.models import ClassQuestion, DemandClass
from tongban.work.hotline.states import CUSTOM


@transaction.atomic
def set_question(
    found: DemandClass,
    code: str,
    said: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    seen: Mark | None = None,
) -> ClassQuestion:
    """Ask a question under its code, or ask it otherwise; answers given before stay as they were given."""
    need_lead(by)
    found = DemandClass.objects.select_for_update().get(pk=found.pk)
    known = found.questions.filter(code=code).first()
    require_unchanged(seen, mark_of(known) if known else "")
    row = known or ClassQuestion(demand_class=found, code=code)
    before = row.question
    for name, value in said.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    payload = {"code": code, "datatype": row.datatype, "is_required": row.is_required, "choices": row.choices}
    subject = subject_of(found.key)
    record(
        subject,
        "set_question",
        by=by,
        at=at,
        basis=CUSTOM,
        before=before,
        after=row.question,
        payload=payload,
    )
    return row


@transaction.atomic
def remove_question(found: DemandClass, code: str, *, by: User, at: datetime) -> None:
    """Ask a question no more; answers given before stay beside their orders."""
    need_lead(by)
    row = found.questions.select_for_update().filter(code=code).first()
    if row is None:
        raise Refused(_("This question is not asked any more."))
    before = row.question
    row.delete()
    payload = {"code": code}
    record(
        subject_of(found.key), "remove_question", by=by, at=at, basis=CUSTOM, before=before, payload=payload
    )
