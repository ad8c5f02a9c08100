"""The content of a version as plain values: what its digest covers, what is compared, copied and exchanged."""

from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.forms.models import model_to_dict

from tongban.ground.ledger.chain import canonical, sm3
from tongban.offer.catalogue.models import ItemVersion, Material, Situation, Step

ITEM_FIELDS = ("code", "name", "level", "power_type")
VERSION_FIELDS = (
    "summary",
    "words",
    "audience",
    "mode",
    "tolerates",
    "tolerance_days",
    "statutory_length",
    "statutory_unit",
    "statutory_basis",
    "promised_length",
    "promised_unit",
    "legal_basis",
    "conditions",
    "fee_yuan",
    "fee_basis",
    "result_name",
    "licence_type",
    "validity_months",
    "delivery_ways",
    "office",
    "form_schema",
    "faq",
    "special_procedures",
)
SITUATION_FIELDS = ("position", "code", "question", "hint", "kind", "choices")
MATERIAL_FIELDS = (
    "position",
    "name",
    "is_original",
    "form",
    "copies",
    "source",
    "necessity",
    "condition",
    "condition_text",
    "exemption",
    "licence_type",
    "template",
    "sample",
    "notes",
    "review_points",
    "basis",
)
STEP_FIELDS = ("stage", "name", "division", "days", "condition", "on_site")
PARTS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "situations": (Situation, SITUATION_FIELDS),
    "materials": (Material, MATERIAL_FIELDS),
    "steps": (Step, STEP_FIELDS),
}
KNOWN_BY = {"licence_type": "code", "division": "code", "template": "digest", "sample": "digest"}
"""How content names what it points to: by what other offices know, never by a row's number."""


def content_of(version: ItemVersion) -> dict[str, Any]:
    """Return everything a version says: its item's code and name, its fields, questions, materials, steps."""
    said = {"item": values_of(version.item, ITEM_FIELDS), **values_of(version, VERSION_FIELDS)}
    for part, (_model, names) in PARTS.items():
        said[part] = [values_of(row, names) for row in rows_of(version, part)]
    return said


def rows_of(version: ItemVersion, part: str) -> list[Any]:
    """Return the questions, materials or steps of a version, prefetched or read now."""
    kept = version._prefetched_objects_cache if hasattr(version, "_prefetched_objects_cache") else {}
    if part not in kept:
        model, names = PARTS[part]
        return list(model._default_manager.filter(version=version).select_related(*_pointing(names)))
    return list(kept[part])


def _pointing(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name in KNOWN_BY]


def values_of(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Return fields of a row as plain values; what it points to by its code or digest."""
    values = model_to_dict(row, fields=[name for name in names if name not in KNOWN_BY])
    for name in _pointing(names):
        target = getattr(row, name)
        values[name] = "" if target is None else getattr(target, KNOWN_BY[name])
    return {name: _plain(values[name]) for name in names}


def _plain(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def digest_of(version: ItemVersion) -> str:
    """Return the SM3 digest of a version's content: what `publish` writes down and anybody can recompute."""
    return digest_of_content(content_of(version))


def digest_of_content(content: dict[str, Any]) -> str:
    """Return the SM3 digest of a content, wherever it was read.

    What came to the content later counts only where it says something, so that earlier digests stand.
    """
    steps = [
        {name: row[name] for name in row if name != "on_site" or row[name]}
        for row in content.get("steps", [])
    ]
    return sm3(canonical({**content, "steps": steps} if steps else content)).hex()
