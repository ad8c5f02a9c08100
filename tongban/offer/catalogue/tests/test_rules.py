"""Catch-all wording and limits, by tables that a lawyer can check."""

import pytest

from tongban.offer.catalogue import rules


@pytest.mark.parametrize(
    "name",
    [
        "其他材料",
        "其它证明材料",
        "法律法规规定的其他材料",
        "主管部门要求提交的其他文件",
        "相关材料",
        "有关证明文件",
        "身份证、户口簿等",
        "房产证明等材料",
        "其他",
    ],
)
def test_catch_all_wording_is_no_material(name):
    assert rules.is_catch_all(name)


@pytest.mark.parametrize(
    "name",
    [
        "营业执照",
        "法定代表人身份证明",
        "等级评定证书",
        "与申请人相关关系的证明",
        "其他组织登记证书",
        "环境影响评价批复文件",
        "安全生产规章制度文件",
    ],
)
def test_a_named_material_is_not_taken_for_catch_all_wording(name):
    assert not rules.is_catch_all(name)


@pytest.mark.law("business-environment-regulation:36")
@pytest.mark.parametrize(
    ("promised", "statutory", "keeps"),
    [
        ((8, "working"), (20, "working"), True),
        ((21, "working"), (20, "working"), False),
        ((0, "at_once"), (20, "working"), True),
        ((1, "working"), (0, "at_once"), False),
        ((20, "calendar"), (20, "working"), True),
        ((28, "calendar"), (20, "working"), False),
        ((10, "working"), (30, "calendar"), True),
        ((20, "working"), (30, "calendar"), False),
        ((48, "hours"), (2, "working"), True),
        ((49, "hours"), (2, "working"), False),
    ],
)
def test_a_promise_is_never_later_than_the_law(promised, statutory, keeps):
    assert rules.is_within_statute(*promised, *statutory) is keeps


def test_steps_of_one_stage_run_side_by_side():
    assert rules.longest_way([(1, 2), (2, 3), (2, 5), (3, 1)]) == 8
