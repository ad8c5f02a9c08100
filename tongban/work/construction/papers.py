"""The one paper of a round: content first, kept as issued; the PDF is made of it whenever somebody asks."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override

from tongban.ground.matters.typesetting import typeset
from tongban.ground.office.values import bureau_name
from tongban.work.construction.models import Kind, MergedOpinion, Review
from tongban.work.construction.queries.reviews import bodies_shown

TEMPLATE = Path(__file__).with_name("review.typ")
TITLES = {Kind.DRAWINGS: "施工图联合审查意见书", Kind.ACCEPTANCE: "工程竣工联合验收意见书"}
RESULTS = {
    "passes": "审查结论：通过。",
    "corrects": "审查结论：须按下列全部意见一次性修改后再次提交，修改时间不计入审批时限。",
    "fails": "审查结论：不通过。修改后仍存在下列问题。",
}


def content_of(review: Review, number: str, outcome: str, *, on: date) -> dict[str, Any]:
    """Return what the paper says; it is Chinese, as every paper of the office."""
    project = review.stage.project
    with override("zh-hans"):
        return {
            "bureau": bureau_name(),
            "lead": review.stage.joint.version.lead.name,
            "title": TITLES[Kind(review.kind)],
            "number": number,
            "project": project.name,
            "code": project.code,
            "place": project.place,
            "enterprise": project.enterprise.name,
            "class": project.of.name,
            "review": review.reference,
            "round": review.round,
            "visit": _day(review.visit_on) if review.visit_on else "",
            "result": RESULTS[outcome],
            "bodies": [
                {
                    "name": each.body.name,
                    "says": _says(each.opinion is None, bool(each.opinion and each.opinion.remarks)),
                    "remarks": each.opinion.remarks if each.opinion else [],
                }
                for each in bodies_shown(review)
            ],
            "on": _day(on),
        }


def _says(is_silent: bool, has_remarks: bool) -> str:
    if is_silent:
        return "逾期未提出意见，视为无意见"
    return "有修改意见" if has_remarks else "无意见"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def pdf(merged: MergedOpinion) -> bytes:
    """Return the paper as PDF/A; the same content gives the same file."""
    inputs = {"paper": json.dumps(merged.content, ensure_ascii=False)}
    return typeset(TEMPLATE, inputs, standards=["a-2b"], made_at=merged.at)
