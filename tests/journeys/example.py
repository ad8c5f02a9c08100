"""The corrected example as a clerk would type it: fields of the product's forms, and a filled-in workbook."""

import tomllib
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from config.database import ROOT

DATA = ROOT / "tongban" / "demo" / "data"
PRINTED = DATA / "2022-as-printed.txt"
GIVEN: dict[str, Any] = tomllib.loads((DATA / "2022-corrected.toml").read_text("utf-8"))
WAN = 10_000
DAY = "2022-09-30"
PROJECT = "项目支出"
CHANGES = {"carry_over": "上年结转", "assigned": "上级交办"}


def given_indicator(name: str) -> dict[str, Any]:
    """Return an indicator of the example."""
    return next(row for row in GIVEN["indicators"] if row["name"] == name)


def completed(exported: bytes) -> bytes:
    """Return the exported budget with the lines and payments that the print left out, and the causes."""
    book = load_workbook(BytesIO(exported))
    lines, adjustments, payments = (book[name] for name in ("预算项目", "预算调整", "支付明细"))
    known = {_plain(row[1].value): row for row in lines.iter_rows(min_row=2)}
    for given in GIVEN["lines"]:
        if given["kind"] != "project":
            continue
        said = _described(given)
        if printed := known.get(given["name"]):
            name, number = printed[1].value, printed[0].row or 0
        else:
            name, number = given["name"], lines.max_row + 1
            said |= {"支出类型": PROJECT, "项目名称": name, "年初预算数": float(given["initial"])}
            for each in given["adjustments"]:
                change = (
                    CHANGES[each["kind"]],
                    float(each["amount"]),
                    each["reason"],
                    "苏财预（示例）号",
                    DAY,
                )
                adjustments.append((PROJECT, name, *change))
        if more := given.get("spent_more_yuan", 0) / WAN:
            payments.append((PROJECT, name, "2022-12-30", more, "尾差补录（示例）", "凭证（示例）"))
        _write(lines, number, said)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _plain(name: object) -> str:
    return str(name).replace(" ", "")


def _described(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "预算单位": given["unit"],
        "资金来源": given["funding"],
        "功能分类": given["function_class"],
        "经济分类": given["economic_class"],
        "费用性质": "项目经费",
        "政府采购": "是" if given["is_procurement"] else "否",
        "执行偏差原因": given.get("cause", ""),
        "全年实际支出数": float(given["spent"]) + given.get("spent_more_yuan", 0) / WAN,
    }


def _write(sheet: Worksheet, number: int, said: dict[str, Any]) -> None:
    for cell in next(sheet.iter_rows(max_row=1)):
        title = str(cell.value).replace("（万元）", "").removesuffix("*")
        if title in said:
            sheet.cell(number, cell.column or 0, said[title])
