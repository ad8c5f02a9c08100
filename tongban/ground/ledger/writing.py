"""Writing entries: the next link of a subject's chain. Writers on different subjects never wait for each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from tongban.ground.law import Citation
from tongban.ground.ledger.chain import START, Statement, instant, link, payload_digest, plain

if TYPE_CHECKING:
    from tongban.ground.ledger.models import Entry

SYSTEM_NAME = "系统"
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 5121))"


def record(
    subject: str,
    move: str,
    *,
    by: Any,
    at: datetime,
    basis: Citation | str,
    before: str = "",
    after: str = "",
    note: str = "",
    payload: Mapping[str, object] | None = None,
) -> "Entry":
    """Record an act that changes no status: a figure edited, a payment posted. ``by`` is None for the system."""
    return write(
        subject,
        "act",
        move,
        by=by,
        at=at,
        basis=basis,
        before=before,
        after=after,
        note=note,
        payload=payload,
    )


@transaction.atomic
def write(
    subject: str,
    kind: str,
    move: str,
    *,
    by: Any,
    at: datetime,
    basis: Citation | str,
    before: str,
    after: str,
    note: str,
    payload: Mapping[str, object] | None,
) -> "Entry":
    """Write the next entry of a subject; whoever writes on the same subject waits until this is committed."""
    kept = plain(payload or {})
    statement = Statement(
        subject=subject,
        kind=kind,
        move=move,
        before=str(before),
        after=str(after),
        basis=str(basis),
        by=_key(by),
        by_name=SYSTEM_NAME if by is None else str(by),
        by_role=_roles(by, at),
        at=at,
        note=note,
        payload_digest=payload_digest(kept),
    )
    instant(at)
    return _append(statement, kept, by)


def _append(statement: Statement, payload: dict[str, Any], by: Any) -> "Entry":
    entries = apps.get_model("ledger", "Entry")._default_manager
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [statement.subject])
    last = entries.filter(subject=statement.subject).order_by("-number").values_list("number", "hash").first()
    number, previous = last or (0, START)
    linked = link(statement, number + 1, previous)
    said = {name: value for name, value in vars(statement).items() if name != "by"}
    return entries.create(
        **said,
        by_id=getattr(by, "pk", None),
        payload=payload,
        number=linked.number,
        previous=linked.previous,
        hash=linked.hash,
    )


def _key(by: Any) -> str:
    key = getattr(by, "pk", None)
    return "" if key is None else str(key)


def _roles(by: Any, at: datetime) -> str:
    roles_on = getattr(by, "roles_on", None)
    return ", ".join(sorted(roles_on(timezone.localdate(at)))) if roles_on else ""
