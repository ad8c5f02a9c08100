"""A version's content as a record of the exchange, and a record as content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongban.ground.kit.file_faults import FileFault
from tongban.offer.catalogue import plain, schemas
from tongban.offer.catalogue.exchange.fields import (
    ITEMS,
    OPERATIONS,
    PART_OF,
    SHEETS,
    Field,
    fault_at,
)
from tongban.offer.catalogue.forms.json_text import read_json

Record = dict[str, str]
FILES = ("template", "sample")


@dataclass(frozen=True)
class Batch:
    """Under which number and when records are sent."""

    number: str
    at: datetime


@dataclass
class ItemRecord:
    """A record as it was read: the item's fields with its row, and the rows of its parts."""

    fields: Record
    row: int
    parts: dict[str, list[tuple[int, Record]]] = field(default_factory=dict)


def as_record(
    content: Mapping[str, Any],
    version: Mapping[str, Any],
    batch: Batch,
    file_names: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return a version's content as an exchange record with its questions, materials and steps.

    Files go by their digest; ``file_names`` gives the name of each for whoever reads the record.
    """
    code = content["item"]["code"]
    record = {
        "catalog_code": code[19:31],
        "task_code": code[:31],
        "task_handle_item": code,
        "task_name": content["item"]["name"],
        "task_type": content["item"]["power_type"],
        "use_level": code[18:19],
        "limit_scene_num": visits_of(content["delivery_ways"]),
        "is_fee": "1" if float(content["fee_yuan"]) else "0",
        "cd_batch": batch.number,
        "cd_operation": "U" if int(version["task_version"]) > 1 else "I",
        "cd_time": batch.at.isoformat(timespec="seconds"),
        **{name: str(value) for name, value in version.items()},
    }
    record |= {each.name: _exchange_text(each, content[each.ours]) for each in SHEETS[ITEMS] if each.ours}
    rows = {
        part: [
            {each.name: _exchange_text(each, row[each.ours]) for each in SHEETS[sheet] if each.ours}
            | _names(row, file_names or {})
            for row in content[part]
        ]
        for sheet, part in PART_OF.items()
    }
    return {**record, **rows}


def visits_of(ways: Sequence[str]) -> str:
    """Return how often an applicant must come: not at all where the result is sent."""
    return "0" if {"courier", "courier_paid", "electronic"} & set(ways) else "1"


def _names(row: Mapping[str, Any], file_names: Mapping[str, str]) -> Record:
    digests = {name: row[name] for name in FILES if row.get(name)}
    return {f"{name}_name": file_names.get(digest, "") for name, digest in digests.items()}


def _exchange_text(told: Field, value: Any) -> str:
    if told.codes:
        return next(code for code, ours in told.codes.items() if ours == value)
    writers = {
        "law": plain.law_text,
        "procedures": plain.procedures_text,
        "faq": plain.faq_text,
        "words": "\n".join,
        "json": lambda schema: schemas.as_json_text(schema) if schema else "",
    }
    if told.kind in writers:
        return writers[told.kind](value)  # type: ignore[operator]
    return "" if value is None else str(value)


def as_content(sent: ItemRecord, faults: list[FileFault]) -> dict[str, Any]:
    """Return a record as content for `fill`; what cannot be read is noted with its row and column."""
    content = _read_row(ITEMS, sent.row, sent.fields, faults)
    for sheet, part in PART_OF.items():
        content[part] = [_read_row(sheet, row, said, faults) for row, said in sent.parts.get(part, [])]
    return content


def _read_row(sheet: str, row: int, said: Record, faults: list[FileFault]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for told in SHEETS[sheet]:
        text = said.get(told.name, "").strip()
        if told.is_needed and not text:
            faults.append(fault_at(sheet, row, told.name, _("This must be filled in.")))
        elif told.kind == "operation" and text and text not in OPERATIONS:
            faults.append(fault_at(sheet, row, told.name, _("Only I (new) and U (changed) are taken in.")))
        elif told.ours and (text or told.kind != "whole"):
            try:
                read[told.ours] = _read(told, text)
            except ValidationError as error:
                faults += [fault_at(sheet, row, told.name, text) for text in error.messages]
    return {name: value for name, value in read.items() if value is not _MISSING}


_MISSING = object()


def _read(told: Field, text: str) -> Any:
    if told.codes:
        if not text and "" not in told.codes:
            return _MISSING
        if text not in told.codes:
            known = "、".join(filter(None, told.codes))
            raise ValidationError(_("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": known})
        return told.codes[text]
    readers = {
        "law": plain.read_law,
        "procedures": plain.read_procedures,
        "faq": plain.read_faq,
        "words": lambda said: [line.strip() for line in said.splitlines() if line.strip()],
        "json": read_json,
        "whole": _whole,
    }
    if told.kind in readers:
        return readers[told.kind](text)
    return (
        _MISSING
        if not text and (told.kind == "file" or told.ours in ("fee_yuan", "statutory_basis"))
        else text
    )


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": text})
    return int(text)
