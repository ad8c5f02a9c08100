"""Which scan is which material, by the name of its file."""

import pytest

from tongban.work.cases.rules.scans import recognise

SHOP = dict(
    enumerate(
        (
            "食品经营许可申请书",
            "营业执照",
            "法定代表人（负责人）身份证明",
            "经营场所使用证明（租赁合同）",
            "场所平面布置图",
            "从业人员健康证明",
            "授权委托书",
        )
    )
)
APPLICATION, LICENCE, WHO, PLACE, PLAN, HEALTH, MANDATE = SHOP


@pytest.mark.parametrize(
    ("name", "which"),
    [
        ("营业执照.pdf", LICENCE),
        ("小桥餐饮-营业执照副本(1).pdf", LICENCE),
        ("2、营业执照扫描件.PDF", LICENCE),
        ("yyzz.jpg", LICENCE),
        ("yingyezhizhao.png", LICENCE),
        ("YYZZ-01.jpg", LICENCE),
        ("租赁合同.pdf", PLACE),
        ("房屋租赁合同（2026）.pdf", PLACE),
        ("C:\\扫描\\租房合同.pdf", PLACE),
        ("身份证正反面.jpg", WHO),
        ("张敏身份证.jpg", WHO),
        ("平面图.pdf", PLAN),
        ("店铺布局图 v2.pdf", PLAN),
        ("健康证_李强.jpg", HEALTH),
        ("委托书.pdf", MANDATE),
        ("申请表（盖章）.pdf", APPLICATION),
        ("食品经营许可申请书.docx", APPLICATION),
    ],
)
def test_a_scan_is_recognised_by_its_name(name, which):
    assert recognise(name, SHOP) == which


@pytest.mark.parametrize(
    "name",
    [
        "scan.pdf",
        "IMG_20261201_093012.jpg",
        "1.jpg",
        "微信图片_20261201.png",
        "新建文档.pdf",
        ".pdf",
        "",
        "证.pdf",
        "张敏.pdf",
    ],
)
def test_a_name_that_says_nothing_is_left_to_the_clerk(name):
    assert recognise(name, SHOP) is None


def test_a_name_that_fits_two_is_left_to_the_clerk():
    assert recognise("合同.pdf", {1: "租赁合同", 2: "劳动合同"}) is None
    assert recognise("健康证明.pdf", {}) is None
