"""A licence as PDF: what it says, its holder, its days, and the code by which anybody checks it; always in Chinese."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import override

from tongban.ground.matters.letter import print_letter, written_day
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import content_in_words

SHEET = Path(__file__).with_name("licence.typ")
WITHOUT_END = "长期"
NOT_PRINTED = ("applicant_name", "contact", "phone")
"""What an application says of whoever applies, and no licence of its holder."""


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
    said = {name: value for name, value in licence.content.items() if name not in NOT_PRINTED}
    yield from content_in_words(licence, said).items()
    until = written_day(licence.valid_until) if licence.valid_until else WITHOUT_END
    yield "有效期", f"{written_day(licence.valid_from)} 至 {until}"
