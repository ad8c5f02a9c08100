"""The words that all explanations share, and how a place is told."""

from tongban.account.audit.rule import Finding
from tongban.account.audit.words import Language, Words

SEVERITIES = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "info": Words("提示", "info"),
}
SECTIONS = {
    "": Words("封面与全文", "Cover and whole report"),
    "一": Words("一、预算部门名称", "1. Department"),
    "二": Words("二、年度履职目标完成情况", "2. What was done"),
    "三": Words("三、部门（单位）概况", "3. The department"),
    "四": Words("四、整体支出绩效实现情况", "4. Performance of the spending"),
    "五": Words("五、问题及改进措施", "5. Problems and measures"),
    "六": Words("六、结果拟应用和公开情况", "6. Use and publication"),
    "七": Words("七、预算信息", "7. Budget"),
    "八": Words("八、年度重点任务", "8. Key tasks"),
    "九": Words("九、部门整体自评表", "9. Self-evaluation table"),
}
PRINTED = Words("印为", "printed")
EXPECTED = Words("应为", "expected")
ADVICE = Words("建议", "advice")
FAULTLESS = Words("没有发现问题", "nothing found")
LONGEST_QUOTE = 80


def place_of(finding: Finding, language: Language) -> str:
    """Tell where a finding stands: its line, or else table and page, and the name of its row."""
    zh = language == "zh"
    parts = []
    if finding.line:
        parts.append(f"第 {finding.line} 行" if zh else f"line {finding.line}")
    if finding.table and not finding.line:
        parts.append(f"表 {finding.table}" if zh else f"table {finding.table}")
    if finding.page:
        parts.append(f"第 {finding.page} 页" if zh else f"page {finding.page}")
    if finding.row:
        parts.append(finding.row)
    return " · ".join(parts)


def shorten(text: str) -> str:
    """Return a quotation short enough for one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[:LONGEST_QUOTE]}…"
