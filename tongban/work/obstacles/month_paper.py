"""The analysis of a month: content first, kept as issued; the PDF is made of it whenever somebody asks."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override

from tongban.ground.matters.typesetting import typeset
from tongban.ground.office.values import bureau_name
from tongban.work.obstacles.models import MonthAnalysis
from tongban.work.obstacles.queries.months import figures_of

TEMPLATE = Path(__file__).with_name("month.typ")


def content_of(month: date, number: str, proposals: str, *, on: date) -> dict[str, Any]:
    """Return what the paper says; it is Chinese, as every paper of the office."""
    with override("zh-hans"):
        found = figures_of(month)
        return {
            "bureau": bureau_name(),
            "number": number,
            "month": f"{found.month.year}年{found.month.month}月",
            "count": found.count,
            "answered": found.answered,
            "in_time": found.in_time,
            "called_back": found.called_back,
            "solved": found.solved,
            "tables": [
                {"title": "按类型", "rows": found.by_kind},
                {"title": "按来源", "rows": found.by_source},
                {"title": "按办理结果", "rows": found.by_outcome},
                {"title": "按原因", "rows": found.by_barrier},
                {"title": "按事项", "rows": found.by_item},
                {"title": "按承办单位", "rows": found.by_unit},
            ],
            "lessons": [f"{reference}：{text}" for reference, text in found.lessons],
            "changes": [
                {
                    "entry": run.obstacle.reference,
                    "version": str(run.version),
                    "result": "现可办成" if run.would_succeed else "仍不可办成",
                }
                for run in found.changes
            ],
            "proposals": proposals,
            "on": f"{on.year}年{on.month}月{on.day}日",
        }


def pdf(issued: MonthAnalysis) -> bytes:
    """Return the paper as PDF/A; the same content gives the same file."""
    inputs = {"paper": json.dumps(issued.content, ensure_ascii=False)}
    return typeset(TEMPLATE, inputs, standards=["a-2b"], made_at=issued.at)
