from datetime import date

import pytest

from tongban.ground.clock import Arrangement, BadArrangement

NEW_YEAR = ((date(2027, 1, 1), "元旦"),)


def test_a_notice_is_made_from_plain_rows_in_any_order():
    notice = Arrangement(
        year=2027,
        notice="国务院办公厅关于2027年部分节假日安排的通知",
        number="国办发明电〔2026〕8号",
        url="https://www.gov.cn/",
        published_on=date(2026, 11, 5),
        off=((date(2027, 1, 2), "元旦"), (date(2027, 1, 1), "元旦")),
        make_up=((date(2027, 1, 9), "元旦"),),
    )

    assert [day.day for day, _ in notice.off] == [1, 2]
    assert notice.source == "国办发明电〔2026〕8号"
    assert Arrangement(2027, "Notice", NEW_YEAR).source == "《Notice》"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"off": ((date(2028, 1, 1), "元旦"),)}, "2028-01-01 不在 2027 年"),
        ({"off": ((date(2026, 11, 30), "元旦"),)}, "2026-11-30 不在 2027 年（或上年 12 月）"),
        ({"off": NEW_YEAR, "make_up": ((date(2027, 1, 5), "元旦"),)}, "2027-01-05 是周一至周五"),
        ({"off": ((date(2027, 1, 2), "元旦"),), "make_up": ((date(2027, 1, 2), "元旦"),)}, "2027-01-02 列了两次"),
        ({"off": NEW_YEAR + NEW_YEAR}, "2027-01-01 列了两次"),
        ({"off": ((date(2027, 1, 1), " "),)}, "2027-01-01 没有写明节日名称"),
        ({}, "2027 年没有列出任何放假或上班日"),
        ({"off": NEW_YEAR, "notice": ""}, "缺少通知名称"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said(rows, said):
    with pytest.raises(BadArrangement) as refused:
        Arrangement(**{"year": 2027, "notice": "Notice", **rows})

    assert any(said in fault.zh for fault in refused.value.faults)
    assert all(fault.en.isascii() for fault in refused.value.faults)


def test_every_fault_is_told_at_once():
    with pytest.raises(BadArrangement) as refused:
        Arrangement(2027, "", off=((date(2025, 1, 1), ""),), make_up=((date(2027, 1, 5), "元旦"),))

    assert len(refused.value.faults) == 4
