"""The written parts of a report as texts to be mended: live figures in braces again, parts and problems told apart."""

import re
from collections.abc import Mapping

from tongban.account.audit.report import Report, Section
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.figures import LiveFigure
from tongban.account.evaluation.queries.report import PARTS

ITEM = re.compile(r"（[一二三四五六七八九十]+）")
Figures = Mapping[str, LiveFigure]


def chapter_bodies(report: Report, year: Evaluation) -> dict[str, str]:
    """Return the text of each chapter."""
    figures = account_of(year).figures if _names_figures(report) else {}
    texts = {numeral: paragraphs_of(report.section(numeral), figures) for numeral in "二四六"}
    bodies = {"2": "\n".join(texts["二"]), "6": "\n".join(texts["六"])}
    heads = sum(text.count(head) for head in PARTS.values() for text in texts["四"])
    own = {
        code: text.removeprefix(head)
        for code, head in PARTS.items()
        for text in texts["四"]
        if text.startswith(head)
    }
    if own and len(own) == len(texts["四"]) == heads:  # a paragraph each, as our own reports have them
        return bodies | own
    parts = ITEM.split("\n".join(texts["四"]))[1:]
    for code, part in zip(PARTS, parts, strict=False):
        heading, stop, rest = part.partition("。")
        bodies[code] = rest if stop and len(heading) < 20 else part
    return bodies


def problem_texts(report: Report, year: Evaluation) -> list[str]:
    """Return the text of each problem, without its numeral."""
    figures = account_of(year).figures if _names_figures(report) else {}
    texts = paragraphs_of(report.section("五"), figures)
    if len(texts) > 1 and all(ITEM.match(text) for text in texts):
        return [text[ITEM.match(text).end() :] for text in texts]  # type: ignore[union-attr]
    return ITEM.split("\n".join(texts))[1:]


def _names_figures(report: Report) -> bool:
    return any(section.figures for section in report.sections)


def paragraphs_of(section: Section | None, figures: Figures) -> list[str]:
    """Return the paragraphs of a section; a figure that says here what is printed stands in braces again."""
    if section is None:
        return []
    texts = [paragraph.text for paragraph in section.paragraphs]
    for named in sorted(section.figures, key=lambda each: each.offset, reverse=True):
        text, end = texts[named.paragraph], named.offset + len(named.text)
        here = figures.get(named.key)
        if here is not None and here.text == named.text == text[named.offset : end]:
            texts[named.paragraph] = f"{text[: named.offset]}{{{named.key}}}{text[end:]}"
    return texts
