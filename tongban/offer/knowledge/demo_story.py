"""Invented entries for the demo: written, checked and shown for the example items, some of them with a story."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.people.models import Applicant, Department, User
from tongban.ground.people.queries import holders_of
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.knowledge.actions import entries, gaps, release, uses
from tongban.offer.knowledge.actions.entries import Basis, propose_entry
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.actions.uses import note_use
from tongban.offer.knowledge.models import EntryVersion, KnowledgeEntry

FILE = Path(__file__).with_name("demo_entries.toml")
DAYS_APART, OLDEST_DAYS = 11, 350
MISSING = ("外地户口的孩子怎么在本市上小学？", "电动车上牌要带什么？", "老小区加装电梯怎么申请补贴？")


class Desk:
    """Who writes, checks and releases in the demo: those of the item's division, or the office's."""

    def __init__(self, staff: Mapping[str, User]) -> None:
        self.officer, self.clerk = staff["knowledge_officer"], staff["window_clerk"]
        self.usual = (staff["item_manager"], staff["division_head"])

    def of(self, division: Department) -> tuple[Department, User, User]:
        """Return the unit that keeps an entry, its writer and its checker."""
        day = localdate()
        writers = holders_of("knowledge.edit", day, [division.pk])
        checkers = holders_of("knowledge.check", day, [division.pk])
        if writers and checkers:
            return division, writers[0], checkers[0]
        writer, checker = self.usual
        if writer.department is None:
            raise ValueError("the item manager of the demo belongs to a department")
        return writer.department, writer, checker


def load(staff: Mapping[str, User], _applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Show the entries once, and leave some on their way."""
    needed = {"knowledge_officer", "window_clerk", "item_manager", "division_head"}
    if not needed <= staff.keys() or KnowledgeEntry.objects.exists():
        return ""
    desk = Desk(staff)
    items = {version.item.name: version for version in _published()}
    said = [each for each in tomllib.loads(FILE.read_text("utf-8"))["entry"] if each["item"] in items]
    if not said:
        return ""  # a demo without the example items
    shown = [_show(desk, each, items[each["item"]], place, at) for place, each in enumerate(said)]
    _tell_stories(desk, shown, at)
    return ""


def _published() -> list[ItemVersion]:
    versions = ItemVersion.objects.filter(status="published", item__is_example=True)
    return list(versions.select_related("item__division"))


def _show(desk: Desk, said: Mapping[str, Any], item: ItemVersion, place: int, at: datetime) -> EntryVersion:
    """Write, check and show an entry, some days ago."""
    then = at - timedelta(days=OLDEST_DAYS - place * DAYS_APART)
    owner, writer, checker = desk.of(item.item.division)
    content = _content(said, item)
    basis = Basis((item.item,), (item.statutory_basis, *said.get("law", ())))
    version = entries.begin_entry(content, basis, owner=owner, by=writer, at=then, is_example=True)
    release.send(version, by=writer, at=then)
    release.pass_on(version, by=checker, at=then)
    return release.publish_entry(version, by=desk.officer, at=then)


def _content(said: Mapping[str, Any], item: ItemVersion) -> dict[str, str]:
    unit = item.get_promised_unit_display()
    known = {
        "limit": str(unit) if item.promised_unit == "at_once" else f" {item.promised_length} {unit}",
        "fee": f"收费 {item.fee_yuan} 元" if item.fee_yuan else "不收费",
        "result": item.result_name,
    }
    return {
        "title": said["title"],
        "questions": "\n".join(said["questions"]),
        "short_answer": said["short"].format_map(known),
        "long_answer": said["long"].format_map(known),
        "classes": said["classes"],
        "visibility": said.get("visibility", "public"),
    }


def _tell_stories(desk: Desk, shown: list[EntryVersion], at: datetime) -> None:
    """Leave an answer in doubt, one being rewritten, a proposal, questions without an answer, votes and uses."""
    doubted, rewritten, reported = shown[3], shown[6], shown[8]
    owner, writer, checker = desk.of(doubted.entry.owner)
    release.doubt(doubted, by=checker, at=at - timedelta(days=1), reason="（示例）简易注销的公告期有新规定")
    owner, writer, checker = desk.of(rewritten.entry.owner)
    newer = entries.begin_version(rewritten.entry, by=writer, at=at)
    said = {"long_answer": f"{newer.long_answer}\n\n连锁门店可以由总部统一提交。"}
    newer = entries.change_entry(newer, said, entries.basis_of(newer), by=writer, at=at)
    release.send(newer, by=writer, at=at)
    for version in shown:
        uses.vote(version, is_helpful=True, at=at)
        note_use(version, matter=f"CALL-DEMO-{version.pk:04d}", by=desk.clerk, at=at)
    uses.vote(reported, is_helpful=False, reason="old", comment="（示例）窗口说现在不用提前三十日", at=at)
    answer = "（示例）带身份证到任一便民服务中心的综合窗口，当场打印。"
    propose_entry("营业执照弄丢了怎么补？", answer, "ORD-DEMO-000001", by=desk.clerk, at=at, owner=owner)
    found = [report_gap(text, by=desk.clerk, at=at - timedelta(days=2), is_example=True) for text in MISSING]
    gaps.assign(found[0], owner, by=desk.officer, at=at - timedelta(days=1))
