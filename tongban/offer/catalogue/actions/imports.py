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
from tongban.offer.catalogue.actions.draft_content import Flaw, Flawed, Lookups, fill
from tongban.offer.catalogue.actions.drafts import add_item, require_editor
from tongban.offer.catalogue.actions.publication import begin_draft
from tongban.offer.catalogue.exchange import files, records
from tongban.offer.catalogue.exchange.fields import ITEMS, KEY, SHEET_OF, SHEETS
from tongban.offer.catalogue.exchange.records import FILES, ItemRecord
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.offer.catalogue.queries.content import VERSION_FIELDS, content_of
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
    sent = files.read(content, name)
    faults: list[FileFault] = []
    known, results = Lookups(), []
    for each in sent:
        said = records.as_content(each, faults)
        results.append(_take(each, said, faults, known, by, at))
    if faults:
        raise FaultyFile(sorted(faults, key=lambda each: ([*SHEETS].index(each.sheet), each.row)))
    taken = ItemImport(*(results.count(word) for word in ("added", "changed", "same")))
    told = {"file": name, "added": taken.added, "changed": taken.changed, "same": taken.same}
    record("CATALOGUE", "import", by=by, at=at, basis=OFFERING, payload=told)
    return taken


def _take(
    sent: ItemRecord, said: dict[str, Any], faults: list[FileFault], known: Lookups, by: User, at: datetime
) -> str:
    item = Item.objects.filter(code=sent.fields.get(KEY, "")).first()
    is_new = item is None
    try:
        with transaction.atomic():
            item = item or _enter(sent, faults, by, at)
            if item is None:
                return ""
            current = current_version(item)
            if current is not None and _is_unchanged(current, said):
                return "same"
            version = open_version(item) or begin_draft(item, by=by, at=at)
            _keep_files(version, said)
            fill(version, said, by=by, at=at, known=known)
    except Flawed as error:
        faults += _placed(sent, error.flaws)
    except Refused as error:
        faults.append(FileFault(ITEMS, sent.row, KEY, str(error)))
    return "added" if is_new else "changed"


def _enter(sent: ItemRecord, faults: list[FileFault], by: User, at: datetime) -> Item | None:
    """Enter an item that is not known yet, below the main or sub-item with its basic code."""
    fields = sent.fields
    parent = Item.objects.filter(code=fields.get("catalog_code", "")).first()
    division = Department.objects.filter(code=fields.get("division", "")).first()
    missing = {"catalog_code": parent, "division": division}
    for column, found in missing.items():
        if found is None:
            text = _("There is no “%(code)s”.") % {"code": fields.get(column, "")}
            faults.append(FileFault(ITEMS, sent.row, column, text))
    if parent is None or division is None:
        return None
    try:
        return add_item(
            by=by,
            at=at,
            level=Item.Level.BUSINESS,
            code=fields[KEY],
            name=fields["task_name"],
            power_type=fields["task_type"],
            parent=parent,
            division=division,
        )
    except ValidationError as error:
        columns = {"code": KEY, "name": "task_name", "power_type": "task_type"}
        for name, texts in error.message_dict.items():
            faults += [FileFault(ITEMS, sent.row, columns.get(name, ""), text) for text in texts]
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
    return FileFault(sheet, row, column, flaw.text)
