"""Columns that say again what another says: where they disagree, neither is taken, and nothing is passed over."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.kit.file_faults import FileFault
from tongban.offer.catalogue import codes
from tongban.offer.catalogue.exchange.fields import ITEMS, KEY, MATERIALS, fault_at
from tongban.offer.catalogue.exchange.records import ItemRecord, visits_of

POWER_LETTERS = 2
TASK_LETTERS = 31


def disagreements(sent: ItemRecord, said: Mapping[str, Any], number: int | None) -> Iterator[FileFault]:
    """Tell what a record says twice and differently; ``number`` is the version that is public, if one is."""
    code = sent.fields.get(KEY, "").strip()
    for name, wanted in {**_of_code(code), **_of_content(sent, said)}.items():
        given = _given(sent, name)
        if given and given != wanted:
            text = _("“%(given)s” contradicts the rest of the row, which says “%(wanted)s”.")
            yield fault_at(ITEMS, sent.row, name, text % {"given": given, "wanted": wanted})
    version = _given(sent, "task_version")
    if version and version != str(number or 1):
        text = _("The file has version %(given)s, public is version %(number)s: export the items anew.")
        yield fault_at(ITEMS, sent.row, "task_version", text % {"given": version, "number": number or "—"})
    yield from _files_without_digest(sent)


def _of_code(code: str) -> dict[str, str]:
    """Return what the item's code says of other columns."""
    parts = codes.parts_of(code, "business")
    if not parts:
        return {}
    body, basic = parts.get("body", ""), parts.get("basic", "")
    return {
        "task_code": code[:TASK_LETTERS],
        "catalog_code": basic,
        "use_level": code[len(body) : len(body) + 1],
        "task_type": parts.get("power", ""),
    }


def _of_content(sent: ItemRecord, said: Mapping[str, Any]) -> dict[str, str]:
    """Return what fee and ways of delivery say of other columns."""
    found = {}
    if "delivery_ways" in said:
        found["limit_scene_num"] = visits_of(said["delivery_ways"])
    amount = _given(sent, "fee_amount").replace(".", "")
    if not amount or amount.isdecimal():
        found["is_fee"] = "1" if amount.strip("0") else "0"
    return found


def _given(sent: ItemRecord, name: str) -> str:
    given = sent.fields.get(name, "").strip()
    return given.zfill(POWER_LETTERS) if name == "task_type" and given.isdecimal() else given


def _files_without_digest(sent: ItemRecord) -> Iterator[FileFault]:
    for row, said in sent.parts.get("materials", []):
        for name in ("template", "sample"):
            if said.get(f"{name}_name", "").strip() and not said.get(f"{name}_digest", "").strip():
                text = _("A file goes by its digest: fill in the next column, or upload it to the draft.")
                yield fault_at(MATERIALS, row, f"{name}_name", text)
