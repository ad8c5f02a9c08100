"""Short reports in the text layout, from which the rules' examples are put together; cells are parted by |."""

INDICATORS = "|类别|指标名称|指标目标值|指标完成值|完成值来源|偏差情况|原因分析"
BUDGET = "本年度预算资金|年初预算数（万元）|上年度结转及当年预算追加追减数（万元）|调整预算数（万元）|实际支出数（万元）|执行率"
TASKS = "对应部门主要职责|任务名称|主要内容|完成情况"


def self_evaluation(*rows: str, header: str = INDICATORS) -> str:
    """Return section 九 with an indicator table of these rows (the first, empty cell is set here)."""
    lead = "|" if header.startswith("|") else ""
    return _section("九、部门整体自评表", header, [f"{lead}{row}" for row in rows])


def annex(columns: str, *rows: str) -> str:
    """Return the annex that explains indicators by name (after `self_evaluation`)."""
    return _printed([f"指标|{columns}", *rows])


def budget(*rows: str, header: str = BUDGET) -> str:
    """Return section 七 with a budget table of these rows."""
    return _section("七、预算信息", header, list(rows))


def tasks(*rows: str, header: str = TASKS) -> str:
    """Return section 八 with a table of key tasks."""
    return _section("八、年度重点任务", header, list(rows))


def _section(heading: str, header: str, rows: list[str]) -> str:
    return f"{heading}\n\n{_printed([header, *rows])}\n"


def _printed(lines: list[str]) -> str:
    return "\n".join(lines).replace("|", "\t") + "\n"
