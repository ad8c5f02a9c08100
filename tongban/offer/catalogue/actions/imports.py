"""Taking in items from an exchange file: drafts of new or changed items; everything or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Department, User
from tongban.offer.catalogue.actions.draft_content import Flaw, Flawed, Lookups, fill, flaws_of
from tongban.offer.catalogue.actions.drafts import add_item, change_item, require_editor
from tongban.offer.catalogue.actions.publication import begin_draft
from tongban.offer.catalogue.exchange import files, records
from tongban.offer.catalogue.exchange.agreement import disagreements
from tongban.offer.catalogue.exchange.fields import ITEMS, KEY, SHEET_OF, SHEETS, fault_at
from tongban.offer.catalogue.exchange.records import FILES, ItemRecord
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.offer.catalogue.queries.content import VERSION_FIELDS, content_of
from tongban.offer.catalogue.queries.departments import own_divisions
from tongban.offer.catalogue.queries.versions import current_version, load_whole, open_version
from tongban.offer.catalogue.states import OFFERING


@dataclass(frozen=True, slots=True)
class ItemImport:
    """What an import did."""

    added: int
    changed: int
    same: int


@transaction.atomic
def import_items(content: bytes, name: str, *, by: User, at: datetime) -> ItemImport:
    """Take in a workbook or JSON file as drafts; raise `Faulty` with every fault, and then nothing was written."""
    require_editor(by)
    sent, faults = files.read(content, name)
    known = Lookups(own_divisions())
    results = [_take(each, faults, known, by, at) for each in sent]
    if faults:
        raise FaultyFile(sorted(faults, key=lambda each: ([*SHEETS].index(each.sheet), each.row)))
    taken = ItemImport(*(results.count(word) for word in ("added", "changed", "same")))
    told = {"file": name, "added": taken.added, "changed": taken.changed, "same": taken.same}
    record("CATALOGUE", "import", by=by, at=at, basis=OFFERING, payload=told)
    return taken


def _take(sent: ItemRecord, faults: list[FileFault], known: Lookups, by: User, at: datetime) -> str:
    said = records.as_content(sent, faults)
    for step in said["steps"]:
        step["division"] = getattr(known.find("division", step["division"]), "code", step["division"])
    item = Item.objects.select_related("parent", "division").filter(code=sent.fields.get(KEY, "")).first()
    current = current_version(item) if item else None
    faults += disagreements(sent, said, current.number if current else None)
    is_new = item is None
    try:
        with transaction.atomic():
            is_corrected = item is not None and _correct(item, sent, faults, known, by, at)
            item = item or _enter(sent, faults, known, by, at)
            if item is None:
                raise Flawed(flaws_of(said, known))
            if current is not None and _is_unchanged(current, said):
                return "changed" if is_corrected else "same"
            version = open_version(item) or begin_draft(item, by=by, at=at)
            _keep_files(version, said)
            fill(version, said, by=by, at=at, known=known)
    except Flawed as error:
        faults += _placed(sent, error.flaws)
    except Refused as error:
        faults.append(fault_at(ITEMS, sent.row, KEY, str(error)))
    return "added" if is_new else "changed"


def _correct(
    item: Item, sent: ItemRecord, faults: list[FileFault], known: Lookups, by: User, at: datetime
) -> bool:
    """Correct what the file says otherwise of an item that is known: its division, before publication its name."""
    fields = sent.fields
    changes: dict[str, Any] = {}
    if item.parent is not None and fields.get("catalog_code", "") not in ("", item.parent.code):
        text = _("The item is part of “%(parent)s” (%(code)s); it is not moved by a file.")
        said = {"parent": item.parent, "code": item.parent.code}
        faults.append(fault_at(ITEMS, sent.row, "catalog_code", text % said))
    division = _division(sent, faults, known)
    if division is not None and division != item.division:
        changes["division"] = division
    name = fields.get("task_name", "").strip()
    if name and name != item.name:
        if item.versions.filter(published_at__isnull=False).exists():
            text = _("The item was published as “%(name)s” and keeps its name. Enter a new item.")
            faults.append(fault_at(ITEMS, sent.row, "task_name", text % {"name": item.name}))
        else:
            changes["name"] = name
    if changes and not faults:
        change_item(item, by=by, at=at, changes=changes)
    return bool(changes)


def _division(sent: ItemRecord, faults: list[FileFault], known: Lookups) -> Department | None:
    """Return the division that a record names by its code or its name."""
    given = sent.fields.get("division", "").strip()
    found: Department | None = known.find("division", given) if given else None
    if given and found is None:
        text = _("The bureau has no division “%(name)s”: write its code or its name.")
        faults.append(fault_at(ITEMS, sent.row, "division", text % {"name": given}))
    return found


def _enter(sent: ItemRecord, faults: list[FileFault], known: Lookups, by: User, at: datetime) -> Item | None:
    """Enter an item that is not known yet, below the main or sub-item with its basic code."""
    fields = sent.fields
    division, above = _division(sent, faults, known), fields.get("catalog_code", "").strip()
    parent = Item.objects.filter(code=above).first()
    if above and parent is None:
        text = _("There is no item “%(code)s”: enter the main item first.")
        faults.append(fault_at(ITEMS, sent.row, "catalog_code", text % {"code": above}))
    if parent is None or division is None:
        return None
    power = fields.get("task_type", "").strip()
    try:
        return add_item(
            by=by,
            at=at,
            level=Item.Level.BUSINESS,
            code=fields.get(KEY, "").strip(),
            name=fields.get("task_name", "").strip(),
            power_type=power.zfill(2) if power.isdecimal() else power,
            parent=parent,
            division=division,
        )
    except ValidationError as error:
        columns = {"code": KEY, "name": "task_name", "power_type": "task_type", "parent": "catalog_code"}
        for name, texts in error.message_dict.items():
            faults += [fault_at(ITEMS, sent.row, columns.get(name, KEY), text) for text in texts]
        return None


def _keep_files(version: ItemVersion, said: dict[str, Any]) -> None:
    """Keep the blank forms and samples of a draft that the file says nothing of, by the material's name."""
    now = {row["name"]: row for row in content_of(load_whole(version))["materials"]}
    for row in said["materials"]:
        for name in FILES:
            row.setdefault(name, now.get(row.get("name"), {}).get(name, ""))


def _is_unchanged(current: ItemVersion, said: dict[str, Any]) -> bool:
    now = content_of(load_whole(current))
    own = all(now[name] == said[name] for name in VERSION_FIELDS if name in said)
    parts = ("situations", "materials", "steps")
    return own and all(_alike(now[part], said[part]) for part in parts)


def _alike(rows: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]]) -> bool:
    return len(rows) == len(said) and all(
        all(row[name] == value for name, value in other.items())
        for row, other in zip(rows, said, strict=True)
    )


def _placed(sent: ItemRecord, flaws: Sequence[Flaw]) -> list[FileFault]:
    """Return flaws of the content as faults of the file."""
    return [_fault(sent, flaw) for flaw in flaws]


def _fault(sent: ItemRecord, flaw: Flaw) -> FileFault:
    sheet = SHEET_OF[flaw.part]
    row = sent.parts[flaw.part][flaw.index][0] if flaw.part else sent.row
    column = next((told.name for told in SHEETS[sheet] if told.ours == flaw.field), "")
    return fault_at(sheet, row, column, flaw.text)
