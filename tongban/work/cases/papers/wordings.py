"""How an office words its papers: title, paragraphs and basis of each kind, checked and drawn before they hold."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.sample_paper import sample_paper
from tongban.ground.office.kinds import ValuePart, WordedValue, example_words, names_in, needed_in
from tongban.ground.office.registry import WORD, Setting
from tongban.work.cases.models import Paper
from tongban.work.cases.papers.contents import setting_of, texts

PAGE = "papers"
PARTS = (
    ValuePart("title", _("Title of the text"), 40, required=True),
    ValuePart("body", _("Paragraphs, one a line"), 4000, 12, required=True),
    ValuePart("basis", _("Legal basis"), 400, 2),
)
EARLY = ("item", "reference", "check_code", "received_on", "notice_due_on", "provisional")
LATE = ("accepted_on", "due_on", "statutory_due_on", "decision_text", "issue_due_on", "result")
OF_EVERY_CASE = frozenset(EARLY + LATE)
"""Words that every case has; those of single acts stand only where the product brings them."""


def paper_settings() -> list[Setting]:
    """Return a setting for each kind of paper."""
    return [_setting(kind, text) for kind, text in texts().items()]


def _setting(kind: str, text: Mapping[str, Any]) -> Setting:
    first = {
        "title": text["title"],
        "body": "\n".join(each.strip() for each in text["body"]),
        "basis": text.get("basis", ""),
    }
    return Setting(
        setting_of(kind),
        "papers",
        Paper.Kind(kind).label,
        WordedValue(PARTS, partial(_words, first["body"]), needed_in(first["body"])),
        first,
        _(
            "A paragraph of which the last word has nothing to say is left out. Papers that were issued stay as they are."
        ),
        permission=WORD,
        page=PAGE,
        draw=_draw,
    )


@cache
def _words(body: str) -> list[str]:
    return sorted(OF_EVERY_CASE | names_in(body))


def _draw(value: Mapping[str, str]) -> bytes:
    words = example_words(names_in(value["body"]))
    paragraphs = [line.format_map(words) for line in value["body"].split("\n") if line.strip()]
    return sample_paper(title=value["title"], paragraphs=paragraphs, basis=value["basis"])
