"""Markup and script written into every text that people type, by SQL, in the database of a demo.

First a harmless text of the same length, then, in its place, the hostile one: whatever else a page shows is the same.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql

HOSTILE = (
    "</textarea></title></script><b id=inj>x</b><script src=/inj.js></script><img src=/inj.png onerror=alert(1)>"
    "<div hx-post=/inj hx-trigger=load></div>\"'><i inj>",
    "\"'><img src=/inj onerror=alert(1)>",
    '<b id="inj">',
    "<i inj>",
    "<u>",
)
"""What is written, by how long a text may be: elements, script, a request at once, and the ends of what may be around."""
HARMLESS = tuple(text.translate(str.maketrans("<>\"'&=/", "‹›“’＆＝／")) for text in HOSTILE)
KEPT_LETTERS = 12
"""How much of the text that stood there stays, so that what was told apart still is."""
SHORTEST_LEAF = 4

MACHINE_NAMES = {
    "after", "amount_rule", "before", "bound_to", "by_role", "case", "cause_class", "check_code", "code", "condition",
    "credit_code", "definition", "digest", "email", "engine", "expression", "hash", "key", "key_id", "kind",
    "lifecycle", "manifest", "matter", "media_type", "move", "name_digest", "page", "password", "payload_digest",
    "prefix", "previous", "query", "reference", "root", "rule", "seed", "signature", "statutory_basis", "subject",
    "url", "username", "variant",
}  # fmt: skip
"""What machines write and read: references, digests, codes, expressions that are compiled."""
MACHINE = {
    "ledger.Entry.basis", "people.Applicant.number", "cases.Case.licence", "cases.CaseMaterial.licence",
    "evaluation.Indicator.basis", "evaluation.FindingDecision.place", "evaluation.Comment.place", "api.Answer.body",
    "logs.Log.mapping", "catalogue.SearchText.sounds", "bulletin.Bulletin.number", "bulletin.DistrictMap.shapes",
    "bundles.BundleVersion.limit_rule", "bundles.BundleItem.materials", "bundles.BundleItem.fields",
}  # fmt: skip


@dataclass(frozen=True)
class TextColumn:
    """A column that holds what people type."""

    model: str
    table: str
    name: str
    most: int | None
    is_json: bool

    @property
    def which(self) -> int | None:
        """Return which of the texts fits; a column too short for the shortest can hold no element."""
        most = self.most or 10_000
        room = max(most - KEPT_LETTERS, most // 2)
        fits = [number for number, text in enumerate(HOSTILE) if len(text) <= room]
        return fits[0] if fits else None


def text_columns() -> Iterator[TextColumn]:
    """Return the columns of all models of the house that hold free text, alone or somewhere in JSON."""
    for model in apps.get_models():
        if model.__module__.startswith("tongban."):
            for each in model._meta.local_concrete_fields:
                name = f"{model._meta.label}.{each.name}"
                if _is_text(each) and each.name not in MACHINE_NAMES and name not in MACHINE:
                    is_json = isinstance(each, models.JSONField)
                    yield TextColumn(name, model._meta.db_table, str(each.column), each.max_length, is_json)


def write_harmless(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Put the harmless text before every free text and return how many rows of each column hold it now."""
    for table in {column.table for column in text_columns()}:
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    return {column.model: _mark(connection, column) for column in text_columns()}


def write_hostile(connection: psycopg.Connection[Any]) -> None:
    """Put the hostile text where the harmless one stands."""
    for column in text_columns():
        for before, after in zip(HARMLESS, HOSTILE, strict=True):
            old, new = (
                json.dumps(text, ensure_ascii=False)[1:-1] if column.is_json else text
                for text in (before, after)
            )
            kind = sql.SQL("jsonb" if column.is_json else "text")
            change = sql.SQL(
                "UPDATE {table} SET {name} = replace({name}::text, %s, %s)::{kind} WHERE strpos({name}::text, %s) > 0"
            )
            values = {
                "table": sql.Identifier(column.table),
                "name": sql.Identifier(column.name),
                "kind": kind,
            }
            connection.execute(change.format(**values), (old, new, old))


def _is_text(each: "models.Field[Any, Any]") -> bool:
    is_text = isinstance(each, models.CharField | models.TextField | models.JSONField)
    return is_text and not each.choices and not each.remote_field and not isinstance(each, models.SlugField)


def _mark(connection: psycopg.Connection[Any], column: TextColumn) -> int:
    if column.is_json:
        return _mark_leaves(connection, column)
    if column.which is None:
        return 0
    change = sql.SQL("UPDATE {table} SET {name} = left(%s || {name}, %s)")
    values = {"table": sql.Identifier(column.table), "name": sql.Identifier(column.name)}
    asked = (HARMLESS[column.which], column.most or 100_000)
    try:
        with connection.transaction():
            return connection.execute(change.format(**values), asked).rowcount
    except psycopg.errors.IntegrityError:  # somewhere nothing must stand; there nothing does
        filled = sql.SQL("UPDATE {table} SET {name} = left(%s || {name}, %s) WHERE {name} <> ''")
        return connection.execute(filled.format(**values), asked).rowcount


def _mark_leaves(connection: psycopg.Connection[Any], column: TextColumn) -> int:
    values = {"table": sql.Identifier(column.table), "name": sql.Identifier(column.name)}
    marked = 0
    for row, content in connection.execute(
        sql.SQL("SELECT ctid::text, {name} FROM {table}").format(**values)
    ).fetchall():
        changed = _leaves(content)
        if changed != content:
            change = sql.SQL("UPDATE {table} SET {name} = %s::jsonb WHERE ctid = %s::tid").format(**values)
            marked += connection.execute(change, (json.dumps(changed, ensure_ascii=False), row)).rowcount
    return marked


def _leaves(content: Any) -> Any:
    """Mark what reads like a sentence or a name in JSON; keys, codes and days stay what machines look for."""
    if isinstance(content, dict):
        return {key: _leaves(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_leaves(value) for value in content]
    is_typed = isinstance(content, str) and len(content) >= SHORTEST_LEAF and not content.isascii()
    return HARMLESS[0] + content if is_typed else content
