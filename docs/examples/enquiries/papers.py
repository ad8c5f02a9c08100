"""The written answer: content first, kept as issued; the PDF is made of it whenever somebody asks."""

import json
from datetime import date
from pathlib import Path

from tongban.work.enquiries.models import Enquiry

from tongban.ground.matters.typesetting import typeset
from tongban.ground.office.values import bureau_name

TEMPLATE = Path(__file__).with_name("answer.typ")


def content_of(enquiry: Enquiry, text: str, *, on: date) -> dict[str, str]:
    """Return what the paper says; it is Chinese, as every paper of the office."""
    return {
        "bureau": bureau_name(),
        "number": enquiry.reference,
        "to": enquiry.applicant.name,
        "question": enquiry.question,
        "answer": text,
        "on": f"{on.year}年{on.month}月{on.day}日",
    }


def pdf(enquiry: Enquiry) -> bytes:
    """Return the paper as PDF/A; the same content gives the same file."""
    inputs = {"paper": json.dumps(enquiry.paper, ensure_ascii=False)}
    return typeset(TEMPLATE, inputs, standards=["a-2b"], made_at=enquiry.answered_at)
