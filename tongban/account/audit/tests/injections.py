"""Single errors put into a consistent report, each with the rules that must find it."""

import re
from collections.abc import Callable
from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from tongban.account.audit.tests.injection import WORDS, Draw, Injected, only, pick
from tongban.account.audit.tests.injections_budget import IN_THE_BUDGET, percent
from tongban.account.audit.tests.sheet import Row, Sheet, Told

COUNTED = re.compile(r"[\d,]+(?:\.\d+)?(?P<unit>\D*)\Z")


def a_changed_deviation(draw: Draw, sheet: Sheet) -> Injected:
    row, value, unit = pick(draw, deviations(sheet))
    changed = value + draw(st.sampled_from([-1, 1])) * draw(st.integers(1, 50))
    row["deviation"] = f"{changed}{unit}"
    return only("IND-13")


def a_flipped_deviation(draw: Draw, sheet: Sheet) -> Injected:
    row, value, unit = pick(draw, ((row, value, unit) for row, value, unit in deviations(sheet) if value))
    row["deviation"] = f"{-value}{unit}"
    return only("IND-13")


def deviations(sheet: Sheet) -> list[tuple[Row, Decimal, str]]:
    found = [(row, re.fullmatch(r"(-?[\d.]+)(.*)", row["deviation"])) for row in sheet.indicators.rows]
    return [(row, Decimal(match[1]), match[2]) for row, match in found if match]


def a_wrong_statement_of_being_met(draw: Draw, sheet: Sheet) -> Injected:
    row = draw(st.sampled_from(sheet.indicators.rows))
    row["met"] = "是" if row["met"] == "否" else "否"
    may = (
        {"TXT-02"} if row["met"] == "是" else set()
    )  # section 五 may admit the weakness that the row denies now
    return Injected(frozenset({"IND-14"}), frozenset(may))


def a_missing_source(draw: Draw, sheet: Sheet) -> Injected:
    row, _ = pick(draw, free_rows(sheet))
    row["source"] = ""
    return only("EVD-01")


def a_missing_cause(draw: Draw, sheet: Sheet) -> Injected:
    row, _ = pick(draw, ((row, note) for row, note in free_rows(sheet) if row["met"] == "否"))
    row["cause"] = ""
    return only("IND-01")


def a_missing_measure(draw: Draw, sheet: Sheet) -> Injected:
    assume("措施" not in sheet.indicators.header["cause"])
    _, note = pick(draw, ((row, note) for row, note in free_rows(sheet) if row["met"] == "否"))
    note["measure"] = ""
    return only("IND-01")


def free_rows(sheet: Sheet) -> list[tuple[Row, Row]]:
    """Return the indicators that hang on no budget line: nothing else asks for their cause or source."""
    pairs = zip(sheet.indicators.rows, sheet.explained.rows, strict=True)
    return [(row, note) for row, note in pairs if not note["budget_line"]]


def another_unit_in_the_table(draw: Draw, sheet: Sheet) -> Injected:
    said = {told.indicator for told in sheet.told} | {
        row["name"] for row in sheet.indicators.rows if row["met"] == "否"
    }
    texts = str((sheet.texts, sheet.tasks.rows))
    rows = [row for row in sheet.indicators.rows if row["name"] not in said and row["name"] not in texts]
    row = pick(
        draw,
        (
            row
            for row in rows
            if _unit(row["actual"]) not in ("", "%") and not row["deviation"].endswith(_unit(row["actual"]))
        ),
    )
    row["actual"] = row["actual"].removesuffix(_unit(row["actual"])) + "笔"
    return only("FMT-02")


def _unit(actual: str) -> str:
    match = COUNTED.search(actual)
    return match["unit"].strip() if match else ""


def another_unit_in_the_text(draw: Draw, sheet: Sheet) -> Injected:
    told: Told = pick(
        draw, (told for told in sayings(sheet) if told.value >= 100 and told.unit not in ("%", "万元"))
    )
    say(sheet, told, told.printed.removesuffix(told.unit) + "笔")
    return only("XCK-10")


def another_number_in_the_text(draw: Draw, sheet: Sheet) -> Injected:
    told: Told = pick(draw, sayings(sheet))
    values = {each.value for each in sheet.told}
    other = abs(told.value) * 2 + draw(st.integers(1000, 9999))
    assume(other not in values)
    say(sheet, told, f"{told.indicator} {other}{told.unit}")
    return only("XCK-03")


def sayings(sheet: Sheet) -> list[Told]:
    """Return the numbers told of indicators that were reached: a missed one is told in more than one place."""
    missed = {row["name"] for row in sheet.indicators.rows if row["met"] == "否"}
    return [told for told in sheet.told if told.indicator not in missed]


def say(sheet: Sheet, told: Told, instead: str) -> None:
    """Print another number wherever a text or task tells this one."""
    end = re.compile(re.escape(told.printed) + r"(?![\d.])")
    for paragraphs in sheet.texts.values():
        paragraphs[:] = [end.sub(instead, paragraph) for paragraph in paragraphs]
    for task in sheet.tasks.rows:
        task["completion"] = end.sub(instead, task["completion"])


def another_year_in_the_text(draw: Draw, sheet: Sheet) -> Injected:
    paragraphs = sheet.texts[draw(st.sampled_from("二四"))]
    paragraphs[-1] += f"{sheet.year + draw(st.integers(1, 5))} 年新增一批事项。"
    return only("YEAR-01")


def another_year_in_the_scope(draw: Draw, sheet: Sheet) -> Injected:
    other = sheet.year + draw(st.sampled_from([-1, 1]))
    sheet.texts["三"][-1] = sheet.texts["三"][-1].replace(f"{sheet.year} 年部门汇总", f"{other} 年部门汇总")
    return only("YEAR-01")


def evidence_of_another_year(draw: Draw, sheet: Sheet) -> Injected:
    plain = [row for row in sheet.indicators.rows if not re.search("计划|规划|预决算", row["name"])]
    other = sheet.year + draw(st.sampled_from([-2, -1, 1]))
    pick(draw, plain)["source"] = f"《{other} 年度台账》（业务系统，{sheet.year + 1}-01-05，办公室）"
    return only("YEAR-01")


def a_claim_of_full_execution(draw: Draw, sheet: Sheet) -> Injected:
    rate = percent(sheet.budget.rows[0])
    assume(rate is not None and rate < 99)
    said = draw(
        st.sampled_from(
            ["资金全部使用完毕。", "预算资金足额使用。", "按调整后的预算全额支付，资金全部支出。"]
        )
    )
    sheet.texts["四"][0] += said
    return only("TXT-01")


def a_claim_that_all_was_reached(draw: Draw, sheet: Sheet) -> Injected:
    assume(any(row["met"] == "否" for row in sheet.indicators.rows))
    sheet.texts["四"][0] += draw(
        st.sampled_from(["各项目标全部完成。", "绩效目标均已实现。", "指标全部达标。"])
    )
    return only("TXT-01")


WEAKNESSES = {
    "预算编制规范性": "预算编制有待细化。",
    "资产管理制度健全性": "资产管理还有薄弱环节。",
    "绩效目标合理性": "绩效目标不够明确。",
    "基础信息完善性": "基础信息不完善。",
    "预决算信息公开规范性": "信息公开不到位。",
}


def an_admitted_weakness(draw: Draw, sheet: Sheet) -> Injected:
    met = [row["name"] for row in sheet.indicators.rows if row["met"] == "是"]
    sheet.texts["五"].append(WEAKNESSES[pick(draw, (name for name in met if name in WEAKNESSES))])
    return only("TXT-02")


def a_missed_result_passed_over(draw: Draw, sheet: Sheet) -> Injected:
    assume(
        any(row["met"] == "否" and row["level1"] not in ("过程", "成本指标") for row in sheet.indicators.rows)
    )
    sheet.texts["四"] = [
        "（一）投入情况分析。（二）执行管理情况分析。（三）产出和效益情况分析。各项工作平稳开展。"
    ]
    return only("TXT-04")


def a_missed_target_unanswered(draw: Draw, sheet: Sheet) -> Injected:
    assume(any(row["met"] == "否" for row in sheet.indicators.rows))
    for note in sheet.explained.rows:
        note["owner"] = ""
    sheet.texts["五"] = ["总体情况良好，继续保持。"]
    return only("TXT-05")


def a_lighter_weight(draw: Draw, sheet: Sheet) -> Injected:
    """Half a point less on a row that is no result, so that the share of results does not fall."""
    row = pick(
        draw, (row for row in sheet.indicators.rows if not _is_result(row) and Decimal(row["weight"]) > 1)
    )
    assume(row["met"] == "是" or Decimal(row["score"]) < Decimal(row["weight"]) - Decimal("0.5"))
    row["weight"] = f"{Decimal(row['weight']) - Decimal('0.5'):f}"
    return Injected(frozenset({"SCO-02"}), frozenset({"IND-14"}))  # of less, words may have reached enough


def a_heavier_weight(draw: Draw, sheet: Sheet) -> Injected:
    row = pick(draw, (row for row in sheet.indicators.rows if _is_result(row) and row["met"] == "否"))
    row["weight"] = f"{Decimal(row['weight']) + 5:f}"
    return only("SCO-02")


def _is_result(row: Row) -> bool:
    return row["level1"][:2] in ("履职", "产出", "效益")


def a_higher_score(draw: Draw, sheet: Sheet) -> Injected:
    row = pick(draw, (row for row in sheet.indicators.rows if row["met"] == "是"))
    row["score"] = f"{Decimal(row['score']) + 1:f}"
    return only("SCO-02")


def a_lower_score(draw: Draw, sheet: Sheet) -> Injected:
    """A point less breaks the sum; on a row that was reached it also lacks its reason."""
    row = pick(draw, (row for row in sheet.indicators.rows if Decimal(row["score"]) >= 1))
    row["score"] = f"{Decimal(row['score']) - 1:f}"
    return only("SCO-02", "IND-14") if row["met"] == "是" and not row["cause"] else only("SCO-02")


def another_total(draw: Draw, sheet: Sheet) -> Injected:
    sheet.results["自评总分"] = str(Decimal(sheet.results["自评总分"]) - draw(st.integers(1, 5)))
    return only("SCO-02")


def another_grade(draw: Draw, sheet: Sheet) -> Injected:
    sheet.results["自评等级"] = draw(
        st.sampled_from(sorted({"优", "良", "中", "差"} - {sheet.results["自评等级"]}))
    )
    return only("SCO-02")


def a_value_made_a_word(draw: Draw, sheet: Sheet) -> Injected:
    row = pick(draw, (row for row in sheet.indicators.rows if any(mark.isdigit() for mark in row["target"])))
    row[draw(st.sampled_from(["actual", "weight", "score", "deviation"]))] = draw(WORDS)
    return only("PAR-05")


def a_missing_imprint(draw: Draw, sheet: Sheet) -> Injected:
    label = draw(st.sampled_from(sorted(sheet.imprint)))
    del sheet.imprint[label]
    return only("PUB-01" if label.startswith("公开") else "PUB-02")


INJECTIONS: tuple[Callable[[Draw, Sheet], Injected], ...] = (
    *IN_THE_BUDGET,
    a_changed_deviation,
    a_flipped_deviation,
    a_wrong_statement_of_being_met,
    a_missing_source,
    a_missing_cause,
    a_missing_measure,
    another_unit_in_the_table,
    another_unit_in_the_text,
    another_number_in_the_text,
    another_year_in_the_text,
    another_year_in_the_scope,
    evidence_of_another_year,
    a_claim_of_full_execution,
    a_claim_that_all_was_reached,
    an_admitted_weakness,
    a_missed_result_passed_over,
    a_missed_target_unanswered,
    a_lighter_weight,
    a_heavier_weight,
    a_higher_score,
    a_lower_score,
    another_total,
    another_grade,
    a_value_made_a_word,
    a_missing_imprint,
)
