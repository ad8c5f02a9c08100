"""The minutes of a research meeting: content first, kept as issued; the PDF is made of it whenever somebody asks."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import override

from tongban.ground.matters.typesetting import typeset
from tongban.ground.office.values import bureau_name
from tongban.work.aid.models import Meeting, MeetingItem

TEMPLATE = Path(__file__).with_name("minutes.typ")


def content_of(meeting: Meeting, items: Sequence[MeetingItem], number: str, *, on: date) -> dict[str, Any]:
    """Return what the minutes say; they are Chinese, as every paper of the office."""
    held = localtime(meeting.held_at)
    with override("zh-hans"):
        return {
            "bureau": bureau_name(),
            "number": number,
            "topic": meeting.topic,
            "held_at": f"{held.year}年{held.month}月{held.day}日 {held:%H:%M}",
            "place": meeting.place,
            "chair": meeting.chair,
            "participants": [line.strip() for line in meeting.participants.splitlines() if line.strip()],
            "items": [_item(each) for each in items],
            "on": f"{on.year}年{on.month}月{on.day}日",
        }


def _item(item: MeetingItem) -> dict[str, str]:
    return {
        "order": item.demand.order.reference,
        "enterprise": item.demand.enterprise,
        "kind": item.demand.get_kind_display(),
        "text": item.demand.order.text,
        "finding": item.finding,
        "unit": item.unit.name if item.unit else "",
        "days": str(item.days) if item.days else "",
    }


def pdf(meeting: Meeting) -> bytes:
    """Return the minutes as PDF/A; the same content gives the same file."""
    inputs = {"paper": json.dumps(meeting.minutes, ensure_ascii=False)}
    return typeset(TEMPLATE, inputs, standards=["a-2b"], made_at=meeting.concluded_at)
