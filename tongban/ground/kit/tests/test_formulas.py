"""A table that would be run by a spreadsheet program leaves as text, unchanged."""

import pytest
from django.urls import reverse

from tongban.ground.kit import files
from tongban.ground.kit.formulas import holds_formulas
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        '姓名,金额\n张敏,=HYPERLINK("http://x")',
        "a;@SUM(1)",
        "a\t+1+cmd|'/C calc'!A0",
        "a,-2+3+cmd",
        '"姓名","=1+1"',
        " =1+1",
        "a,\r\n\t=1",
    ],
)
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_formula_is_found_in_any_cell_and_any_letters(text, letters):
    assert holds_formulas(text.encode(letters))


@pytest.mark.parametrize(
    "text", ["姓名,金额\n张敏,-12.50\n李,+3", "a,b=c", "2022-09-28", "a@b.cn,x", "x,-1,000.00", ""]
)
def test_numbers_with_a_sign_are_no_formulas(text):
    assert not holds_formulas(text.encode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"=cmd|' /C calc'!A0", "list.csv", "list.csv.txt"),
        (b"name,amount\nzhang,-1", "list.csv", "list.csv"),
        (b"=1+1", "list.txt", "list.txt"),
    ],
)
def test_a_table_with_formulas_is_handed_out_as_text(
    client, settings, tmp_path, monkeypatch, content, name, told
):
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(files, "may_read", lambda user, stored: True)
    client.force_login(clerk := cast.clerk())
    stored = files.store_content(content, name, by=clerk, at=MORNING, allowed=("csv", "txt"))

    answer = client.get(reverse("kit:file", args=[stored.digest]))

    assert answer["Content-Disposition"] == f'attachment; filename="{told}"'
    assert b"".join(answer) == content
