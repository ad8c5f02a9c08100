"""A licence as PDF: what it says, its holder, its days, and the code by which anybody checks it; always in Chinese."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import override

from tongban.ground.matters.letter import print_letter, written_day
from tongban.offer.licences.models import Licence

SHEET = Path(__file__).with_name("licence.typ")
WITHOUT_END = "长期"


def content_of(licence: Licence) -> dict[str, Any]:
    """Return what the paper says."""
    with override("zh-hans"):
        return {
            "title": licence.type.name,
            "bureau": licence.issuer,
            "number": licence.number,
            "version": licence.version,
            "pairs": [*_pairs(licence)],
            "on": written_day(localdate(licence.issued_at)),
            "standing": "" if licence.status == "valid" else str(licence.get_status_display()),
            "code": licence.check_code,
            "address": f"/check/{licence.check_code}/",
            "is_example": licence.is_example,
        }


def pdf(licence: Licence) -> bytes:
    """Return the licence as PDF/A; raises `PrintError` where fonts or characters are lacking."""
    return print_letter(content_of(licence), licence.issued_at, SHEET)


def _pairs(licence: Licence) -> Iterator[tuple[str, str]]:
    holder = licence.holder
    yield "持证人", holder.name
    yield str(holder.get_number_type_display()), holder.shown_number
    if holder.legal_representative:
        yield "法定代表人", holder.legal_representative
    for name, value in licence.content.items():
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            yield str(name), str(value)
    until = written_day(licence.valid_until) if licence.valid_until else WITHOUT_END
    yield "有效期", f"{written_day(licence.valid_from)} 至 {until}"
