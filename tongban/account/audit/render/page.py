"""The audit as one HTML page: the report, with the findings in the margin; no script, no other file."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from tongban.account.audit.render.margin import Margin
from tongban.account.audit.render.notes import notes
from tongban.account.audit.render.phrases import SECTIONS, SEVERITIES
from tongban.account.audit.render.summary import Summary, summary_of
from tongban.account.audit.render.tables import HEADS, table
from tongban.account.audit.report import Cell, Report, Section
from tongban.account.audit.rule import Finding, all_rules
from tongban.account.audit.words import Language

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{DIGEST}'"


def as_page(report: Report, findings: Sequence[Finding], language: Language) -> str:
    """Return the page: figures and filters on top, then the report section by section."""
    title = report.title.text or report.source
    summary = summary_of(report, findings)
    body = report_with_findings(report, findings, language)
    return (
        f'<!doctype html><html lang="{"zh-Hans" if language == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"{_filters(summary, language)}<main>{body}{_rules(summary, language)}</main></body></html>\n"
    )


def report_with_findings(report: Report, findings: Sequence[Finding], language: Language) -> str:
    """Return the report section by section with the findings beside, for a page that has its own head and style."""
    margin = Margin(findings)
    sections = "".join([_section(numeral, report, margin, language) for numeral in SECTIONS if numeral])
    return _cover(report, margin, language) + sections


def _filters(summary: Summary, language: Language) -> str:
    """Return a box for each severity; the style hides the notes of a box that is not ticked."""
    boxes = [f'<input type="checkbox" id="show-{name}" checked>' for name in SEVERITIES]
    labels = [
        f'<label for="show-{name}" class="{name}"><b>{getattr(summary, name)}</b> {words.said_in(language)}</label>'
        for name, words in SEVERITIES.items()
    ]
    heading = "自评报告审核" if language == "zh" else "Audit of a self-evaluation"
    return f"{''.join(boxes)}<header><h1>{heading}</h1><nav>{''.join(labels)}</nav></header>"


def _cover(report: Report, margin: Margin, language: Language) -> str:
    said = margin.beside(report.title) + margin.beside(report.year_cell) + margin.of_section("")
    year = f"{report.year}" if report.year is not None else ""
    facts = "".join(
        [f"<li>{escape(fact)}</li>" for fact in (report.department.text, year, report.source) if fact]
    )
    return _beside(
        f"<h2 class='title'>{escape(report.title.text)}</h2><ul class='facts'>{facts}</ul>", said, language
    )


def _section(numeral: str, report: Report, margin: Margin, language: Language) -> str:
    section = report.section(numeral)
    own = table(numeral, report, margin, language) if numeral in HEADS else ""
    heading = section.heading.text if section else SECTIONS[numeral].zh
    blocks = [(f"<h3>{escape(heading)}</h3>", margin.beside(section.heading) if section else [])]
    for cell, until in _passages(section, report) if section else ():
        blocks.append((f"<p>{escape(cell.text)}</p>", margin.beside(cell, numeral, until=until)))
    blocks[0][1].extend(margin.of_section(numeral))
    if not (section or own or blocks[0][1]):
        return ""
    if len(blocks) > 1:
        (title, above), (first, said), *rest = blocks
        blocks = [(title + first, above + said), *rest]
    return f"<section>{''.join([_beside(*block, language) for block in blocks])}{own}</section>"


def _passages(section: Section, report: Report) -> Iterator[tuple[Cell, int]]:
    """Yield each paragraph with the line before which it ends: it may have been joined from several."""
    after = next(
        (each.heading.line for each in report.sections if each.heading.line > section.heading.line), 0
    )
    ends = [cell.line for cell in section.paragraphs[1:]] + [0 if section.numeral in HEADS else after]
    yield from zip(section.paragraphs, ends, strict=False)


def _beside(text: str, said: list[Finding], language: Language) -> str:
    return f'<div class="beside"><div>{text}</div><aside>{notes(said, language)}</aside></div>'


def _rules(summary: Summary, language: Language) -> str:
    titles = {rule.code: rule.title.said_in(language) for rule in all_rules()}
    rows = "".join(
        [
            f"<tr><td>{code}</td><td>{escape(titles.get(code, ''))}</td><td class='number'>{count}</td></tr>"
            for code, count in summary.rules.items()
        ]
    )
    heading = "按规则汇总" if language == "zh" else "By rule"
    return f"<section class='rules'><h3>{heading}</h3><table><tbody>{rows}</tbody></table></section>"
