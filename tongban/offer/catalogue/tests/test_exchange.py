"""Items out and in, under the names of the national exchange."""

import json
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tongban.ground.kit.file_faults import FaultyFile
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
        ({"promise_day": "soon"}, "事项", "promise_day"),
        ({"promise_type": "moonday"}, "事项", "promise_type"),
        ({"by_law": "食品安全法"}, "事项", "by_law"),
        ({"promise_day": ""}, "事项", "promise_day"),
        ({"cd_operation": "D"}, "事项", "cd_operation"),
        ({"form_schema": "{"}, "事项", "form_schema"),
        ({"form_schema": '{"type": "object", "$schema": "http://127.0.0.1:9/m"}'}, "事项", "form_schema"),
        ({"task_handle_item": "1"}, "事项", "task_handle_item"),
        ({"materials": [{"material_name": "其他材料"}]}, "材料", "material_name"),
        ({"steps": [{"link_name": "审查", "condition": "nobody"}]}, "步骤", "condition"),
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
        ("步骤", 3, "task_handle_item")
    ]


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
