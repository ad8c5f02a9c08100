from decimal import Decimal
from io import BytesIO

import pytest
from django import forms
from django.test import RequestFactory
from openpyxl import load_workbook

from tongban.ground.kit.tables import Column, Filters, Table
from tongban.ground.people.models import Department

COLUMNS: tuple[Column, ...] = (
    Column("code", "编码", sort="code"),
    Column("name", "名称", sort="name", link=lambda row: "/x/"),
    Column("amount", "金额", value=lambda row: Decimal("125000.50"), kind="money"),
    Column("rate", "执行率", value=lambda row: None, kind="percent"),
)


class ByName(Filters):
    q = forms.CharField(required=False)

    def narrow(self, rows):
        return rows.filter(name__contains=self.cleaned_data["q"])


@pytest.fixture
def departments(db):
    return Department.objects.bulk_create(
        Department(code=f"D{number:02}", name=f"{'处室' if number % 2 else '中心'}{number}", kind="division")
        for number in range(25)
    )


def table_of(query="", rows=None):
    rows = Department.objects.all() if rows is None else rows
    return Table(
        RequestFactory().get(f"/list/?{query}"),
        rows,
        COLUMNS,
        code="list",
        title="部门",
        filters=ByName,
        page_size=10,
    )


def codes_of(table):
    return [row.code for row in table.page]


@pytest.mark.parametrize(
    ("page", "first", "count"),
    [("", "D00", 10), ("3", "D20", 5), ("99", "D20", 5), ("x", "D00", 10), ("-1", "D20", 5)],
)
def test_a_list_is_paged_and_a_page_beyond_the_end_is_the_last(departments, page, first, count):
    table = table_of(f"page={page}")

    assert codes_of(table)[0] == first
    assert len(codes_of(table)) == count


def test_a_page_is_read_with_one_query_to_count_and_one_for_its_rows(departments, django_assert_num_queries):
    table = table_of("page=2&order=-code")

    with django_assert_num_queries(2):
        assert len(table.body) == 10
        assert table.page.paginator.count == 25


@pytest.mark.parametrize(
    ("order", "first"),
    [("code", "D00"), ("-code", "D24"), ("amount", "D00"), ("password", "D00"), ("-", "D00")],
)
def test_a_list_is_sorted_only_by_columns_that_say_so(departments, order, first):
    assert codes_of(table_of(f"order={order}"))[0] == first


def test_filters_narrow_the_list_and_stay_in_the_addresses(departments):
    table = table_of("q=处室&page=2&order=code")

    assert table.page.paginator.count == 12
    assert table.is_filtered
    assert "q=%E5%A4%84%E5%AE%A4" in table.export_url
    assert "page" not in table.export_url
    assert "page=1" in table.pages[0][1]


def test_the_cells_are_written_as_the_house_writes(departments):
    first = [cell for _, cell in table_of().body[0]]

    assert first == ["D00", '<a href="/x/">中心0</a>', "12.50", "—"]


def test_what_people_typed_is_never_read_as_markup(db):
    Department.objects.create(code="D", name="<script>", kind="division")

    assert "<script>" not in str(table_of().body[0][1][1])


def test_the_export_has_all_rows_that_fit_and_figures_as_numbers(departments):
    response = table_of("q=处室&export=xlsx&page=2").export()

    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    rows = list(sheet.values)
    assert rows[0] == ("编码", "名称", "金额", "执行率")
    assert len(rows) == 13
    assert rows[1][2] == 12.50005
    assert rows[1][3] is None
    assert response["Content-Disposition"].startswith('attachment; filename="list-')


def test_a_text_like_a_formula_is_exported_as_text(db):
    Department.objects.create(code="=1+1", name="@SUM(A1)", kind="division")

    sheet = load_workbook(BytesIO(table_of("export=xlsx").export().content)).worksheets[0]

    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"


def test_a_list_of_plain_values_is_paged_as_well():
    table = Table(RequestFactory().get("/"), [{"code": "A"}, {"code": "B"}], COLUMNS[:1], code="l", title="t")

    assert [row[0][1] for row in table.body] == ["A", "B"]
