"""The demo's bundles: the thirteen of 2022 and the four stages, with example items for what the catalogue lacks."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.ground.people.models import Applicant, Department, User
from tongban.offer.bundles import actions
from tongban.offer.bundles.content import BundleContent, ItemContent, QuestionContent
from tongban.offer.bundles.models import Bundle, BundleVersion
from tongban.offer.catalogue.actions import draft_content, publication
from tongban.offer.catalogue.actions.drafts import add_item
from tongban.offer.catalogue.models import Item, LicenceType

DATA = Path(__file__).with_name("demo_bundles.toml")
BODY, MAIN = "11320500MB1A00001A", "322099001000"
SERVICE = "20"
Said = Mapping[str, Any]
Staff = Mapping[str, User]
FIELDS = (("contact", "联系人"), ("phone", "联系电话"), ("address", "地址"))


def load(staff: Staff, applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Load the bundles once, with the items that they need."""
    needed = ("item_manager", "legal_officer", "division_head")
    has_catalogue = Item.objects.filter(is_example=True).exists()
    if Bundle.objects.exists() or not has_catalogue or any(role not in staff for role in needed):
        return ""
    said = tomllib.loads(DATA.read_text("utf-8"))
    _enter_items(said, staff, at)
    for row in said["bundle"]:
        load_bundle(said, row, staff, at)
    return ""


def load_bundle(said: Said, row: Said, staff: Staff, at: datetime) -> BundleVersion:
    """Enter one bundle and pass it on to the public."""
    version = actions.enter_bundle(_content(said, row), by=staff["item_manager"], at=at, is_example=True)
    actions.check(version, by=staff["legal_officer"], at=at)
    return actions.publish(version, by=staff["division_head"], at=at)


def _content(said: Said, row: Said) -> BundleContent:
    items = {item.name: item for item in Item.objects.filter(name__in=row["items"], level="business")}
    basis = said["stages"] if row["origin"] == "project" else said["national"]
    fields = {
        "name": row["name"],
        "summary": row["summary"],
        "origin": row["origin"],
        "basis": f"{row.get('national', '')} {basis}".strip(),
        "audience": row.get("audience", "both"),
        "lead": Department.objects.get(code=f"DEMO-{row['lead']}"),
        "fee_rule": row.get("fees", "sum"),
        "delivery": row.get("delivery", "together"),
        "limit_rule": row.get("limit", ""),
    }
    parts = [_part(row, items[name]) for name in row["items"]]
    asked = [QuestionContent(**each) for each in row.get("questions", ())]
    return BundleContent(fields, parts, asked, [(a, b, thing) for a, b, thing in row.get("order", ())])


def _part(row: Said, item: Item) -> ItemContent:
    condition, words = row.get("when", {}).get(item.name, ("", ""))
    fee = row.get("fee_kinds", {}).get(item.name, "")
    return ItemContent(item, condition, words, fee, row.get("meets", {}).get(item.name, {}))


def _enter_items(said: Said, staff: Staff, at: datetime) -> None:
    """Enter and publish the example items of other bodies, all at once."""
    keeper: dict[str, Any] = {"by": staff["item_manager"], "at": at}
    parent = _item("main", MAIN, "“一件事”联办事项（示例）", None, "SOCIAL", "", keeper)
    known, ways = draft_content.Lookups(), said["ways"]
    drafts = []
    for number, (name, row) in enumerate(said["items"].items(), start=1):
        code = f"{BODY}3{MAIN}{number:02d}"
        item = _item("business", code, name, parent, row["division"], row["body"], keeper)
        version = publication.begin_draft(item, **keeper)
        content = _guide(name, row, ways, said["licences"])
        drafts.append(draft_content.fill(version, content, known=known, **keeper))
    publication.submit_all(drafts, **keeper)
    publication.approve_all(drafts, by=staff["legal_officer"], at=at)
    publication.publish_all(drafts, **keeper)


def _item(
    level: str, code: str, name: str, parent: Item | None, division: str, body: str, said: dict[str, Any]
) -> Item:
    return add_item(
        level=level,
        code=code,
        name=name,
        parent=parent,
        power_type=SERVICE,
        division=Department.objects.get(code=f"DEMO-{division}"),
        supervisor=body,
        theme="",
        is_example=True,
        **said,
    )


def _guide(name: str, row: Said, ways: Mapping[str, str], licences: Mapping[str, str]) -> dict[str, Any]:
    days = row["days"]
    return {
        "summary": f"{name}（示例事项，办理机关：{row['body']}）。",
        "words": name,
        "mode": "ordinary" if days else "at_once",
        "statutory_length": row["law"],
        "promised_length": days,
        "promised_unit": "working" if days else "at_once",
        "legal_basis": [{"name": "示例依据", "edition": "2022-01-01"}],
        "conditions": "示例条件：符合国家和省有关规定。",
        "fee_yuan": row.get("fee", "0.00"),
        "fee_basis": "示例收费标准" if row.get("fee", "0.00") != "0.00" else "",
        "result_name": row["result"],
        "licence_type": licences.get(row["result"], ""),
        "delivery_ways": ["window", "electronic", "courier"],
        "office": "苏州市政务服务中心（示例）",
        "form_schema": {
            "type": "object",
            "properties": {code: {"title": title, "type": "string"} for code, title in FIELDS},
            "required": ["contact", "phone"],
        },
        "materials": [_material(each, ways.get(each, "")) for each in row["materials"]],
        "steps": [
            {"name": "审查", "stage": 1, "days": days, "division": f"DEMO-{row['division']}"},
        ],
    }


def _material(name: str, way: str) -> dict[str, Any]:
    if way == "data":
        return {"name": name, "source": "government", "exemption": "data"}
    if way and LicenceType.objects.filter(code=way).exists():
        return {"name": name, "source": "government", "exemption": "licence", "licence_type": way}
    return {"name": name}
