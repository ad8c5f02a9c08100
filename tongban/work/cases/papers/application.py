"""The application form (申请书): what the applicant asked for and entered, drawn from the item's own form."""

from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import override

from tongban.ground.matters.letter import written_day
from tongban.ground.office.values import bureau_name
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.papers.contents import CHINESE
from tongban.work.cases.queries.needs import materials_of
from tongban.work.cases.queries.page import YES_NO, form_in_words

Rows = list[list[str]]
DECLARATION = (
    "申请人已知悉本事项的条件、标准、程序、期限和需要提交的全部材料。",
    "申请人承诺：以上填报内容和提交的申请材料真实、合法、有效，复印件与原件一致，并对其实质内容的真实性负责。",
)
COMMITMENT = "申请人已知悉告知内容，承诺符合许可条件并按承诺从事活动，不实承诺的法律后果由申请人承担。"
BASIS = "依据：《中华人民共和国行政许可法》第二十九条、第三十一条。"


def application_of(case: Case, *, code: str = "", on: date | None = None) -> dict[str, Any]:
    """Return the content of the application form, kept with the receipt; without a day it is a preview of a draft."""
    with override(CHINESE):
        prefetch_related_objects([case], "applicant", "agent")
        return {
            "template": "application",
            "title": "申请书",
            "bureau": bureau_name(),
            "number": case.number,
            "item": case.version.item.name,
            "item_code": case.version.item.code,
            "sections": [
                {"title": title, "rows": rows}
                for title, rows in (
                    ("申请人", _applicant(case)),
                    ("情形", _answers(case)),
                    ("填报内容", [list(row) for row in form_in_words(case)]),
                )
                if rows
            ],
            "materials": [_material(entry) for entry in _needed(case)],
            "declaration": [*DECLARATION, *([COMMITMENT] if case.committed_at else [])],
            "basis": BASIS,
            "on": written_day(on),
            "code": code,
            "address": f"/check/{code}/" if code else "",
            "is_example": case.is_example,
        }


def _applicant(case: Case) -> Rows:
    who = case.applicant
    told = [
        ("姓名或者名称", who.name),
        (str(who.get_number_type_display()), who.number),
        ("法定代表人", who.legal_representative),
        ("联系电话", who.phone),
        ("地址", who.address),
        ("代理人", f"{case.agent.name}（{case.agent.shown_number}）" if case.agent else ""),
    ]
    return [[name, value] for name, value in told if value]


def _answers(case: Case) -> Rows:
    asked = guide_of(case.version_id).situations.all()
    given = [(each.question, case.answers.get(each.code)) for each in asked]
    return [[question, _in_words(value)] for question, value in given if value not in (None, "")]


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _needed(case: Case) -> list[CaseMaterial]:
    entries = [entry for entry in materials_of(case) if entry.state not in ("missing", "not_needed")]
    prefetch_related_objects(entries, "files")
    return entries


def _material(entry: CaseMaterial) -> list[str]:
    names = "、".join(kept.name for kept in entry.files.all())
    return [entry.material.name, str(entry.get_state_display()), names or entry.licence]
