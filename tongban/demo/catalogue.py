"""The demo's items: what an invented bureau offers, in three levels, published through legal review."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tongban.demo.forms import keep_forms
from tongban.ground.people.models import Department, User
from tongban.offer.catalogue.actions import draft_content, lists, publication
from tongban.offer.catalogue.actions.drafts import add_item
from tongban.offer.catalogue.models import Item, ItemList, ItemVersion, LicenceType, ListVersion

DATA = Path(__file__).with_name("data") / "catalogue"
CHAPTERS = ("market", "food", "health", "build", "culture", "transport", "social")
FIRST_AT = datetime(2021, 12, 1, 1, 0, tzinfo=UTC)
NEXT_AT = datetime(2022, 1, 4, 1, 0, tzinfo=UTC)
LISTED_ON, NEXT_ON = date(2021, 12, 1), date(2022, 6, 1)
LICENCE = "01"
PERSONAL_FIELDS = (
    {"code": "contact", "title": "联系人", "needed": True},
    {"code": "phone", "title": "联系电话", "needed": True},
)

Said = Mapping[str, Any]
Draft = tuple[Item, Said]


@dataclass
class Office:
    """What the items refer to, and the people who draft, review and publish them."""

    said: Said
    keeper: User
    lawyer: User
    known: draft_content.Lookups = field(default_factory=draft_content.Lookups)

    @property
    def body(self) -> str:
        """Return the invented bureau's credit code."""
        return str(self.said["body"])


@transaction.atomic
def load_catalogue(people: Mapping[str, User]) -> dict[str, ItemVersion]:
    """Load the items and lists once, and return the published version of each item by its name."""
    if not Item.objects.filter(is_example=True).exists():
        with transaction.atomic():
            _load(people)
    current = ItemVersion.objects.filter(status="published", item__is_example=True).select_related("item")
    return {version.item.name: version for version in current}


def _load(people: Mapping[str, User]) -> None:
    said = _read("office")
    _settle(said)
    for name, forms in keep_forms(people["item_manager"], FIRST_AT).items():
        said["materials"].setdefault(name, {}).update(forms)
    office = Office(said, people["item_manager"], people["legal_officer"])
    drafts: list[Draft] = []
    for chapter in CHAPTERS:
        for main in _read(chapter)["main"]:
            drafts += _main(office, main)
    _publish(office, [(item, {**said, **said.get("before", {})}) for item, said in drafts], FIRST_AT)
    _publish(office, [(item, said) for item, said in drafts if "before" in said], NEXT_AT)
    for said_list in _read("lists")["list"]:
        _list(office, said_list)


def _read(name: str) -> dict[str, Any]:
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _settle(said: Said) -> None:
    """Set up the divisions and the types of licences; what is there stays as it is."""
    bureau = Department.objects.filter(code="DEMO-BUREAU").first()
    for code, name in said["divisions"].items():
        fields = {"name": name, "kind": Department.Kind.DIVISION, "parent": bureau}
        Department.objects.get_or_create(code=f"DEMO-{code}", defaults=fields)
    types = [
        LicenceType(code=code, name=name, issuer=issuer)
        for code, (name, issuer) in said["licence_types"].items()
    ]
    LicenceType.objects.bulk_create(types, ignore_conflicts=True)


def _main(office: Office, main: Said) -> Iterator[Draft]:
    """Enter a main item with its sub-items and business items; without sub-items it is its own sub-item."""
    item = _item(office, main, "main", f"32{_power(main)}{main['number']}000", main["name"], None)
    for number, sub in enumerate(main.get("sub", []), start=1):
        code = f"32{_power(main)}{main['number']}{number:03d}"
        yield from _business(office, {**main, **sub}, _item(office, main, "sub", code, sub["name"], item))
    yield from _business(office, {**main, "item": main.get("item", [])}, item)


def _power(said: Said) -> str:
    return str(said.get("power", LICENCE))


def _item(office: Office, said: Said, level: str, code: str, name: str, parent: Item | None) -> Item:
    return add_item(
        by=office.keeper,
        at=FIRST_AT,
        level=level,
        code=code,
        name=name,
        parent=parent,
        power_type=_power(said),
        division=office.known.find("division", f"DEMO-{said['division']}"),
        supervisor=said.get("supervisor", ""),
        theme=said.get("theme", ""),
        is_example=True,
    )


def _business(office: Office, above: Said, parent: Item) -> Iterator[Draft]:
    shared = {name: value for name, value in above.items() if name not in ("item", "sub", "name")}
    for number, own in enumerate(above.get("item", []), start=1):
        said = {**shared, **own}
        code = f"{office.body}3{parent.code}{number:02d}"
        yield _item(office, said, "business", code, said["name"], parent), said


def _publish(office: Office, drafts: list[Draft], at: datetime) -> None:
    """Pass drafts through legal review to the public: the keeper drafts, the lawyer approves."""
    keeper: dict[str, Any] = {"by": office.keeper, "at": at}
    versions = [publication.begin_draft(item, **keeper) for item, _said in drafts]
    for version, (_item, said) in zip(versions, drafts, strict=True):
        draft_content.fill(version, content(office.said, said), known=office.known, **keeper)
    publication.submit_all(versions, **keeper)
    publication.approve_all(versions, by=office.lawyer, at=at)
    publication.publish_all(versions, **keeper)


def content(office: Said, said: Said) -> dict[str, Any]:
    """Return an item of the data files as the content of a version."""
    at_once = said.get("mode") == "at_once"
    statutory = said.get("statutory", [20, "working", "licensing-law:42"])
    promised: list[Any] = [0, "at_once"] if at_once else said["promised"]
    materials = [*_materials(office, said["materials"])]
    return {
        "summary": said["summary"],
        "words": "\n".join(said["words"]),
        "audience": said["audience"],
        "mode": said.get("mode", "ordinary"),
        "tolerates": any(row.get("necessity") == "may_follow" for row in materials),
        "tolerance_days": said.get("tolerance_days", 0),
        "statutory_length": statutory[0],
        "statutory_unit": statutory[1],
        "statutory_basis": statutory[2],
        "promised_length": promised[0],
        "promised_unit": promised[1],
        "legal_basis": [_law(office, basis) for basis in said["basis"]],
        "conditions": said.get("conditions", ""),
        "fee_yuan": said.get("fee", "0.00"),
        "fee_basis": said.get("fee_basis", ""),
        "result_name": said["result"],
        "licence_type": said.get("licence", ""),
        "validity_months": said.get("months"),
        "delivery_ways": ["window", "electronic", "courier"],
        "office": "\n".join([office["place"], office["hours"], office["telephone"]]),
        "form_schema": _form([*said.get("fields", []), *PERSONAL_FIELDS]),
        "faq": said.get("faq", []),
        "special_procedures": said.get("procedures", []),
        "situations": [*_questions(said.get("questions", []))],
        "materials": materials,
        "steps": [*_steps(said, 0 if at_once else promised[0])],
    }


def _law(office: Said, basis: str) -> dict[str, str]:
    key, _, article = basis.partition(":")
    return {**office["laws"][key], "article": article}


def _questions(rows: list[Said]) -> Iterator[Said]:
    for row in rows:
        yield {"kind": "yes_no", **row}


def _materials(office: Said, rows: list[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        own = {"name": row} if isinstance(row, str) else row
        yield {**office["materials"].get(own["name"], {}), **own}


def _steps(said: Said, days: int) -> Iterator[dict[str, Any]]:
    default = [{"name": "受理审查" if days else "当场审查", "stage": 1, "days": days}]
    for row in said.get("steps", default):
        yield {**row, "division": f"DEMO-{row.get('division', said['division'])}"}


def _form(fields: list[Said]) -> dict[str, Any]:
    """Return fields as a JSON Schema."""
    kinds = {"date": {"type": "string", "format": "date"}}
    properties = {
        each["code"]: {
            "title": each["title"],
            **kinds.get(each.get("type", ""), {"type": each.get("type", "string")}),
        }
        for each in fields
    }
    needed = [each["code"] for each in fields if each.get("needed")]
    return {"type": "object", "properties": properties, "required": needed}


def _list(office: Office, said: Said) -> None:
    kept = lists.begin_list(said["kind"], said["name"], by=office.keeper, at=FIRST_AT)
    _list_version(office, kept, said, LISTED_ON, FIRST_AT)
    if "next" in said:
        _list_version(office, kept, said["next"], NEXT_ON, NEXT_AT)


def _list_version(office: Office, kept: ItemList, said: Said, on: date, at: datetime) -> ListVersion:
    draft = lists.begin_list_draft(kept, by=office.keeper, at=at)
    for item in _listed(said):
        lists.put_on_list(draft, item, by=office.keeper, at=at)
    for change in ("added", "handed_down"):
        for item in _named(said.get(change, [])):
            lists.put_on_list(draft, item, by=office.keeper, at=at, change=change, basis=said["basis"])
    papers = {"basis": said["basis"], "approval": said["approval"]}
    return lists.publish_list(draft, by=office.keeper, at=at, on=on, **papers)


def _listed(said: Said) -> list[Item]:
    if "power" in said:
        return list(Item.objects.filter(level="main", power_type=said["power"], is_example=True))
    return _named(said.get("items", []))


def _named(names: list[str]) -> list[Item]:
    found = {item.name: item for item in Item.objects.filter(name__in=names, is_example=True)}
    return [found[name] for name in names]
