"""Items out and in, under the names of the national exchange."""

import json
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tongban.ground.kit.file_faults import FaultyFile
from tongban.ground.people.models import Department
from tongban.ground.sandbox.tests.workbooks import AS_OTHERS_SAVE
from tongban.offer.catalogue.actions import imports
from tongban.offer.catalogue.exchange.fields import SHEETS
from tongban.offer.catalogue.exchange.files import to_json, to_workbook
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.offer.catalogue.queries import export, versions
from tongban.offer.catalogue.tests.conftest import AT, BODY

NATIONAL = {
    *("task_code", "task_handle_item", "catalog_code", "task_version", "anticipate_day", "anticipate_type"),
    *("promise_day", "promise_type", "by_law", "use_level", "project_type", "limit_scene_num", "is_fee"),
    *("fee_basis", "cd_batch", "cd_operation", "cd_time"),
}


@pytest.fixture
def sent(food):
    return export.published_records(AT)


def changed(sent, **fields):
    return json.dumps({"items": [{**sent[0], **fields}]}, ensure_ascii=False).encode()


def take(content, keeper, name="items.json"):
    return imports.import_items(content, name, by=keeper, at=AT)


def test_a_record_has_the_national_names(sent):
    assert {*sent[0]} >= NATIONAL
    assert (sent[0]["promise_day"], sent[0]["promise_type"]) == ("8", "workday")
    assert sent[0]["by_law"] == "《中华人民共和国食品安全法》第三十五条（2021-04-29）"
    assert len(sent[0]["materials"]) == 3


@pytest.mark.parametrize(("write", "name"), [(to_json, "a.json"), (to_workbook, "a.xlsx")])
def test_what_was_exported_is_imported_without_a_change(sent, keeper, write, name):
    assert take(write(sent), keeper, name) == imports.ItemImport(0, 0, 1)
    assert ItemVersion.objects.count() == 1


@pytest.mark.parametrize("saved", AS_OTHERS_SAVE)
def test_a_workbook_is_read_as_other_programs_save_it(sent, keeper, saved):
    assert take(saved(to_workbook(sent)), keeper, "a.xlsx") == imports.ItemImport(0, 0, 1)


def test_a_changed_record_becomes_a_draft(sent, keeper, item):
    assert take(changed(sent, promise_day="6"), keeper) == imports.ItemImport(0, 1, 0)

    draft = versions.open_version(item)
    assert (draft.status, draft.promised_length, draft.materials.count()) == ("draft", 6, 3)


def test_an_item_that_is_new_is_entered_below_its_basic_code(sent, keeper):
    code = f"{BODY}332010000100009"
    fields = {"task_handle_item": code, "catalog_code": "320100001000", "task_name": "食品经营许可（补证）"}

    assert take(changed(sent, **fields), keeper) == imports.ItemImport(1, 0, 0)
    assert Item.objects.get(code=code).parent.code == "320100001000"


@pytest.mark.parametrize(
    ("fields", "sheet", "column"),
    [
        ({"promise_day": "soon"}, "事项", "承诺时限"),
        ({"promise_type": "moonday"}, "事项", "承诺时限单位"),
        ({"by_law": "食品安全法"}, "事项", "设定依据"),
        ({"promise_day": ""}, "事项", "承诺时限"),
        ({"cd_operation": "D"}, "事项", "操作"),
        ({"form_schema": "{"}, "事项", "表单"),
        ({"form_schema": '{"type": "object", "$schema": "http://127.0.0.1:9/m"}'}, "事项", "表单"),
        ({"task_handle_item": "1"}, "事项", "业务办理项编码"),
        ({"materials": [{"material_name": "其他材料"}]}, "材料", "材料名称"),
        ({"steps": [{"link_name": "审查", "condition": "nobody"}]}, "步骤", "仅当"),
        ({"steps": [{"link_name": "审查", "division": "财政局"}]}, "步骤", "承办处室"),
        ({"promise_type": "atonce", "promise_day": "99"}, "事项", "承诺时限"),
        ({"promise_day": "0"}, "事项", "承诺时限"),
        ({"promise_day": "21"}, "事项", "承诺时限"),
        ({"fee_amount": "-5"}, "事项", "收费金额"),
        ({"fee_amount": "NaN"}, "事项", "收费金额"),
        ({"task_code": "xyz"}, "事项", "实施编码"),
        ({"catalog_code": "320100009000"}, "事项", "基本编码"),
        ({"task_type": "10"}, "事项", "事项类型"),
        ({"task_name": "食品许可"}, "事项", "事项名称"),
        ({"task_version": "7"}, "事项", "版本"),
        ({"use_level": "1"}, "事项", "行使层级"),
        ({"division": "不存在处"}, "事项", "承办处室"),
        ({"limit_scene_num": "3"}, "事项", "到办事现场次数"),
        ({"is_fee": "1"}, "事项", "是否收费"),
        ({"licence_type": "L99"}, "事项", "核发证照"),
        ({"delivery_ways": "pigeon"}, "事项", "送达方式"),
        ({"wish": "x"}, "事项", "wish"),
        ({"task_handle_item": f"{BODY}332010000900001"}, "事项", "基本编码"),
    ],
)
def test_every_fault_is_told_with_its_column_and_nothing_is_written(sent, keeper, fields, sheet, column):
    with pytest.raises(FaultyFile) as refused:
        take(changed(sent, **fields, summary="新"), keeper)

    assert (sheet, column) in {(fault.sheet, fault.column) for fault in refused.value.faults}
    assert ItemVersion.objects.count() == 1


def test_a_fault_in_a_workbook_names_its_row(sent, keeper):
    book = load_workbook(BytesIO(to_workbook(sent)))
    names = [cell.value for cell in book["材料"][1]]
    book["材料"].cell(row=5, column=names.index("material_name") + 1, value="其他材料")
    book["步骤"].cell(row=3, column=1, value="nowhere")
    buffer = BytesIO()
    book.save(buffer)

    with pytest.raises(FaultyFile) as refused:
        take(buffer.getvalue(), keeper, "a.xlsx")

    assert [(fault.sheet, fault.row, fault.column) for fault in refused.value.faults] == [
        ("材料", 5, "材料名称"),
        ("步骤", 3, "业务办理项编码"),
    ]


def workbook(sent, **changes):
    """Return the workbook of what was exported with cells of its first row changed, by their titles."""
    book = load_workbook(BytesIO(to_workbook(sent)))
    sheet = book["事项"]
    titles = [str(cell.value).rstrip("*") for cell in sheet[2]]
    for title, value in changes.items():
        sheet.cell(row=3, column=titles.index(title) + 1, value=value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_five_faults_in_one_row_are_five_faults(sent, keeper):
    content = workbook(
        sent,
        承诺时限=99,
        承诺时限单位="atonce",
        实施编码="xyz",
        承办处室="不存在处",
        事项类型="银行",
        办件类型="9",
    )

    with pytest.raises(FaultyFile) as refused:
        take(content, keeper, "a.xlsx")

    told = {(fault.row, fault.column) for fault in refused.value.faults}
    assert told >= {(3, each) for each in ("承诺时限", "实施编码", "承办处室", "事项类型", "办件类型")}


def test_a_division_is_changed_by_its_code_or_its_name(sent, keeper, item):
    other = Department.objects.create(code="SPJ-2", name="市场准入处", kind="division")
    Department.objects.create(code="CZJ", name="市财政局", kind="finance_bureau")

    assert take(workbook(sent, 承办处室="市场准入处"), keeper, "a.xlsx") == imports.ItemImport(0, 1, 0)
    item.refresh_from_db()
    assert item.division == other
    with pytest.raises(FaultyFile):
        take(workbook(sent, 承办处室="CZJ"), keeper, "a.xlsx")


def test_a_column_that_nobody_knows_is_told(sent, keeper):
    book = load_workbook(BytesIO(to_workbook(sent)))
    book["事项"].cell(row=1, column=60, value="promised_days")
    out = BytesIO()
    book.save(out)

    with pytest.raises(FaultyFile) as refused:
        take(out.getvalue(), keeper, "a.xlsx")

    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(1, "promised_days")]


def test_a_whole_number_may_be_kept_as_8_0(sent, keeper):
    assert take(workbook(sent, 承诺时限=8.0), keeper, "a.xlsx") == imports.ItemImport(0, 0, 1)


def test_one_faulty_record_stops_all(sent, keeper, item):
    good, bad = {**sent[0], "promise_day": "6"}, {**sent[0], "promise_day": "x", "task_handle_item": "2"}
    content = json.dumps({"items": [good, bad]}).encode()

    with pytest.raises(FaultyFile):
        take(content, keeper)

    assert versions.open_version(item) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"x", "a.xlsx"), (b"x", "a.json"), (b"[]", "a.json"), (b'{"items": [1]}', "a.json")],
)
def test_what_is_no_exchange_file_is_refused(keeper, content, name):
    with pytest.raises(FaultyFile):
        take(content, keeper, name)


def test_an_empty_workbook_and_one_without_columns_are_refused(keeper):
    buffer = BytesIO()
    Workbook().save(buffer)

    for content in (to_workbook([]), buffer.getvalue()):
        with pytest.raises(FaultyFile):
            take(content, keeper, "a.xlsx")


def test_the_template_has_every_sheet():
    assert load_workbook(BytesIO(to_workbook([]))).sheetnames == [*SHEETS]
