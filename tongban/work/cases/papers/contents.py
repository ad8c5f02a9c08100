"""What a paper says, put together when it is issued and kept as it was; Chinese, whatever language a page has."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.timezone import localtime
from django.utils.translation import override

from tongban.ground.matters.letter import letter, written_day
from tongban.ground.office.values import value_of
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, CaseMaterial, Hearing, Pause
from tongban.work.cases.queries.explanation import lines_of
from tongban.work.cases.queries.limits import complete_by, limits_of
from tongban.work.cases.queries.needs import materials_of, needs_of, states_shown
from tongban.work.cases.queries.public_checks import rating_code
from tongban.work.cases.remedies.rules import remedies
from tongban.work.cases.rules.completeness import HERE

CHINESE = "zh-hans"
PROVISIONAL = "部分年度放假安排尚未发布，以上日期暂按周一至周五推算，安排发布后重新计算。"
UNITS = {"calendar_days": "日", "months": "个月"}
WAYS = {
    "reconsideration": "自收到本文书之日起{length}{unit}内向本级人民政府申请行政复议",
    "lawsuit": "在{length}{unit}内直接向人民法院提起行政诉讼",
}


@cache
def texts() -> dict[str, Any]:
    """Return the texts of every kind of paper."""
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text("utf-8"))


def setting_of(kind: str) -> str:
    """Return the code of the setting that words a kind of paper."""
    return f"paper.{kind}"


def worded(kind: str) -> dict[str, Any]:
    """Return title, paragraphs and basis of a kind as the office words them today."""
    said = value_of(setting_of(kind))
    return said | {"body": said["body"].split("\n")}


def content_of(
    kind: str, case: Case, *, number: str, code: str, on: date, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the content of a paper: head, paragraphs, list, days, remedies, and how anybody checks it."""
    with override(CHINESE):
        text = texts()[kind] | worded(kind)
        words = _words(case, text["body"]) | _act_words(facts)
        return letter(
            title=text["title"],
            number=number,
            to=case.applicant.name,
            paragraphs=[*_paragraphs(text["body"], words), *_remedies(text, on)],
            table=_table(text.get("table", ""), case),
            days=_days(text.get("days", ""), case),
            basis=text.get("basis", ""),
            on=on,
            code=code,
            rating=f"/rate/{rating_code(case.reference)}/" if text.get("rating") else "",
            is_example=case.is_example,
        )


def _words(case: Case, body: list[str]) -> dict[str, str]:
    asked = materials_of(case) if any("{to_follow}" in text for text in body) else []
    late = [entry.material.name for entry in asked if entry.state == "to_follow"]
    return {
        "item": case.version.item.name,
        "reference": case.number,
        "check_code": case.check_code,
        "received_on": written_day(case.filed_at),
        "notice_due_on": written_day(case.notice_due_on),
        "complete_by": written_day(complete_by(case))
        if any("{complete_by}" in text for text in body)
        else "",
        "accepted_on": written_day(case.accepted_on),
        "by_silence": "因逾期未告知，视为自收到申请材料之日起受理。" if case.by_silence else "",
        "due_on": written_day(case.due_on),
        "statutory_due_on": written_day(case.statutory_due_on),
        "provisional": PROVISIONAL if case.is_provisional else "",
        "follow_on": written_day(case.follow_on) if late else "",
        "to_follow": "、".join(late),
        "decision_text": case.decision_text,
        "heard_on": written_day(case.heard_on),
        "issue_due_on": written_day(case.issue_due_on),
        "result": case.version.result_name or "办理结果",
    }


def _act_words(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of what a single act adds."""
    told = {name: str(value) for name, value in facts.items() if isinstance(value, str)}
    if pause := facts.get("pause"):
        told |= _pause_words(pause)
    if extension := facts.get("extension"):
        told |= {"extension_days": str(extension.days), "extension_reason": extension.reason}
    if hearing := facts.get("hearing"):
        told |= _hearing_words(hearing)
    if delivery := facts.get("delivery"):
        told |= _delivery_words(delivery)
    return told


def _pause_words(pause: Pause) -> dict[str, str]:
    return {
        "pause_kind": str(pause.get_kind_display()),
        "pause_since": written_day(pause.since),
        "pause_days": str(pause.needed_days),
        "pause_reason": pause.reason,
    }


def _hearing_words(hearing: Hearing) -> dict[str, str]:
    held = localtime(hearing.at) if hearing.at else None
    return {
        "hearing_reason": hearing.reason,
        "hearing_until": written_day(hearing.ask_until),
        "hearing_at": f"{written_day(held)}{held:%H:%M}" if held else "",
        "hearing_place": hearing.place,
        "hearing_presider": str(hearing.presider or ""),
    }


def _delivery_words(delivery: Delivery) -> dict[str, str]:
    signed = localtime(delivery.signed_at)
    return {
        "way": str(delivery.get_way_display()),
        "recipient": delivery.recipient,
        "waybill": f"{delivery.courier} {delivery.waybill}" if delivery.waybill else "",
        "delivered_at": f"{written_day(signed)}{signed:%H:%M}",
    }


def _paragraphs(body: list[str], words: Mapping[str, str]) -> list[str]:
    """Return the paragraphs that have something to say: one whose last word is empty is left out."""
    filled = []
    for text in body:
        asked = [name for _, name, _, _ in Formatter().parse(text) if name]
        optional = [name for name in asked if name != "by_silence"]
        if not optional or words.get(optional[-1], ""):
            filled.append(text.format_map({name: words.get(name, "") for name in asked}))
    return filled


def _remedies(text: Mapping[str, Any], on: date) -> list[str]:
    if not text.get("remedies"):
        return []
    ways = [WAYS[each.kind].format(length=each.length, unit=UNITS[each.unit]) for each in remedies(on)]
    return [f"如不服本决定，可以{'，也可以'.join(ways)}。"]


def _table(which: str, case: Case) -> dict[str, Any] | None:
    if which == "faults":
        rows = [[entry.material.name, entry.fault] for entry in materials_of(case) if entry.fault]
        return {"heads": ["材料", "需要补正的内容"], "rows": rows} if rows else None
    if which == "materials":
        needed = {need.key for need in needs_of(case) if need.is_needed is not False or need.state in HERE}
        entries = [entry for entry in materials_of(case) if entry.pk in needed]
        prefetch_related_objects(entries, "files")
        shown = states_shown(case)
        rows = [_row(entry, shown[entry.pk]) for entry in entries]
        return {"heads": ["材料", "状态", "文件"], "rows": rows} if rows else None
    return None


def _row(entry: CaseMaterial, state: str) -> list[str]:
    names = "、".join(kept.name for kept in entry.files.all())
    return [entry.material.name, state, names or entry.licence]


def _days(which: str, case: Case) -> dict[str, Any] | None:
    limits = limits_of(case) if which else None
    if limits is None:
        return None
    lines = [line.words.zh for line in lines_of(limits.promised, calendar_of(case))]
    return {"caption": "承诺期限逐日说明", "lines": lines}
