"""The rules' pages: one Markdown file for each rule and an index, written from the rules themselves.

``python -m tongban.documentation docs`` writes them.
"""

from collections.abc import Iterator
from pathlib import Path

from tongban.account.audit.render.phrases import SEVERITIES
from tongban.account.audit.rule import Parameter, Rule, all_rules
from tongban.account.audit.words import Language, Words

FAMILIES = {
    "BUD": Words("预算表", "Budget table"),
    "SCO": Words("范围与评分", "Scope and scores"),
    "XCK": Words("表间核对", "Tables against each other"),
    "YEAR": Words("年度", "Year"),
    "TXT": Words("文字与数据", "Text against figures"),
    "COV": Words("覆盖", "Coverage"),
    "EVD": Words("佐证", "Evidence"),
    "IND": Words("指标", "Indicators"),
    "PUB": Words("公开", "Publication"),
    "PAR": Words("读取", "Reading"),
    "FMT": Words("格式", "Form"),
}
PARTS = {
    "why": Words("为什么", "Why it matters"),
    "source": Words("依据", "Source"),
    "parameters": Words("参数", "Parameters"),
    "fires": Words("会报告", "Fires on"),
    "silent": Words("不报告", "Silent on"),
}


def pages() -> Iterator[tuple[str, str]]:
    """Yield the file name and text of every page: the index first, then the rules by code."""
    yield "README.md", _index()
    for rule in all_rules():
        yield f"{rule.code}.md", page_of(rule)


def page_of(rule: Rule) -> str:
    """Return a rule's page: Chinese first, English below, the examples once."""
    zh, en = (page_in(rule, language, with_examples=False) for language in ("zh", "en"))
    return f"{zh}\n---\n\n{en}\n{_examples(rule, 'zh')}"


def page_in(rule: Rule, language: Language, *, with_examples: bool = True) -> str:
    """Return what there is to say of a rule in one language, as Markdown."""
    severity = SEVERITIES[rule.severity].said_in(language)
    head = f"# {rule.code} {rule.title.said_in(language)}\n\n**{severity}**\n"
    body = "".join(
        f"\n## {PARTS[name].said_in(language)}\n\n{said.said_in(language)}\n"
        for name, said in (("why", rule.why), ("source", rule.source))
    )
    return (
        head
        + body
        + _parameters(rule, language)
        + (f"\n{_examples(rule, language)}" if with_examples else "")
    )


def write(folder: Path) -> int:
    """Write all pages, remove those of rules that are no more, and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    written = dict(pages())
    for old in folder.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(written)


def _parameters(rule: Rule, language: Language) -> str:
    if not rule.parameters:
        return ""
    rows = "".join(f"| `{name}` | {_value(value)} |\n" for name, value in rule.parameters.items())
    heads = "| 名称 | 默认值 |" if language == "zh" else "| name | default |"
    return f"\n## {PARTS['parameters'].said_in(language)}\n\n{heads}\n|---|---|\n{rows}"


def _value(value: Parameter) -> str:
    if isinstance(value, tuple):
        return "<br>".join(f"`{word}`".replace("|", "\\|") for word in value)
    return f"{value}"


def _examples(rule: Rule, language: Language) -> str:
    return "\n".join(
        f"## {PARTS[name].said_in(language)}\n\n```text\n{text.strip(chr(10))}\n```\n"
        for name, text in (("fires", rule.fires), ("silent", rule.silent))
    )


def _index() -> str:
    lines = [
        "# 审核规则 Audit rules\n",
        "由规则本身生成，请勿手改。Generated from the rules; do not edit.\n",
        "```sh\npython -m tongban.documentation docs\n```\n",
        "界限可用 `tongban audit --config` 的 TOML 文件修改。A TOML file replaces thresholds:\n",
        '```toml\nignore = ["BUD-12"]\n\n[IND-01]\nfavourable_percent = 25\n```\n',
    ]
    for family, name in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.code.partition("-")[0] == family]
        if rules:
            lines.append(f"## {family} {name.zh} {name.en}\n")
            lines.append("| 规则 | 级别 | 说明 | |\n|---|---|---|---|")
            lines += [_entry(rule) for rule in rules]
            lines.append("")
    return "\n".join(lines)


def _entry(rule: Rule) -> str:
    return f"| [{rule.code}]({rule.code}.md) | {SEVERITIES[rule.severity].zh} | {rule.title.zh} | {rule.title.en} |"
