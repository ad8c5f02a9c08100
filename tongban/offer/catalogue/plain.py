"""Lists that are kept as JSON, as an officer writes them: one a line. What cannot be read names its line."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongban.ground.law import sources

LAW = re.compile(
    r"《(?P<name>.+?)》(?P<article>[^（：]*)(?:（(?P<edition>\d{4}-\d{2}-\d{2})(?:，(?P<number>[^）]*))?）)?(?:：(?P<text>.*))?"
)
REPUBLIC = "中华人民共和国"
PROCEDURES = {
    "听证": "hearing",
    "招标": "tender",
    "拍卖": "auction",
    "检验": "inspection",
    "检测": "testing",
    "检疫": "quarantine",
    "鉴定": "appraisal",
    "专家评审": "expert_review",
}
PROCEDURE = re.compile(rf"(?P<kind>{'|'.join(PROCEDURES)})\s*(?P<days>\d+)\s*日?(?:\s*[：:]\s*(?P<note>.*))?")


def law_text(rows: list[dict[str, str]]) -> str:
    """Return legal bases as lines: 《食品安全法》第三十五条（2021-04-29）."""
    return "\n".join(map(_law_line, rows))


def _law_line(row: dict[str, str]) -> str:
    number = f"，{row['number']}" if row.get("number") else ""
    text = f"：{row['text']}" if row.get("text") else ""
    return f"《{row['name']}》{row.get('article', '')}（{row['edition']}{number}）{text}"


def read_law(text: str) -> list[dict[str, str]]:
    """Return lines as legal bases; of a law that the registry has, the edition need not be written."""
    said = _("Line %(line)d: write it as 《name of the law》article（2021-04-29）.")
    rows = [
        {name: value.strip() for name, value in found.groupdict().items() if value}
        for found in _matched(LAW, text, said)
    ]
    return [row if "edition" in row else {**row, **_edition_of(row["name"])} for row in rows]


def _edition_of(name: str) -> dict[str, str]:
    """Return the full name and the edition in which the registry has a law; raise ValidationError if it has none."""
    for law in sources().values():
        if name in (law.zh, law.zh.removeprefix(REPUBLIC)) and isinstance(law.edition, date):
            return {"name": law.zh, "edition": law.edition.isoformat()}
    text = _(
        "The registry of law does not have 《%(name)s》: write its edition behind the article（2021-04-29）."
    )
    raise ValidationError(text % {"name": name})


def procedures_text(rows: list[dict[str, Any]]) -> str:
    """Return special procedures as lines: 专家评审 30日：说明."""
    names = {code: name for name, code in PROCEDURES.items()}
    return "\n".join(
        f"{names[row['kind']]} {row['days']}日" + (f"：{row['note']}" if row.get("note") else "")
        for row in rows
    )


def read_procedures(text: str) -> list[dict[str, Any]]:
    """Return lines as special procedures with their days."""
    said = _("Line %(line)d: write it as 专家评审 30日：note; the kinds are those of Article 45.")
    rows = []
    for found in _matched(PROCEDURE, text, said):
        row = {"kind": PROCEDURES[found["kind"]], "days": int(found["days"])}
        rows.append({**row, "note": found["note"].strip()} if found["note"] else row)
    return rows


def _matched(form: re.Pattern[str], text: str, said: str) -> list[re.Match[str]]:
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    found = [(number, form.fullmatch(line)) for number, line in lines]
    wrong = [said.replace("%(line)d", str(number)) for number, match in found if match is None]
    if wrong:
        raise ValidationError(wrong)
    return [match for _number, match in found if match is not None]


def faq_text(rows: list[dict[str, str]]) -> str:
    """Return questions and answers as paragraphs: a line with the question, the lines after it the answer."""
    return "\n\n".join(f"{row['question']}\n{row['answer']}" for row in rows)


def read_faq(text: str) -> list[dict[str, str]]:
    """Return paragraphs as questions and answers."""
    rows = []
    for number, paragraph in enumerate(
        filter(str.strip, re.split(r"\n\s*\n", text.replace("\r", ""))), start=1
    ):
        question, _sep, answer = paragraph.strip().partition("\n")
        if not answer.strip():
            raise ValidationError(
                _("Paragraph %(number)d has no answer under its question.") % {"number": number}
            )
        rows.append({"question": question.strip(), "answer": answer.strip()})
    return rows
