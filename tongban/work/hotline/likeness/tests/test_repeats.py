from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.demo.hotline_texts import demands
from tongban.work.hotline.likeness.repeats import digest, repeat_groups


@pytest.mark.parametrize(
    ("one", "other", "repeats"),
    [
        ("您好，问题已收悉。", "您好!问题已收悉", True),
        ("工单2026-17已办结", "工单2026-99已办结", True),
        ("已收悉😊", "已收悉", True),
        ("已更换灯具", "已更换井盖", False),
    ],
)
def test_a_text_repeats_word_for_word_whatever_its_numbers_and_points(one, other, repeats):
    assert (digest(one) == digest(other)) is repeats


def test_groups_are_ordered_by_size_and_nothing_repeats_nothing():
    assert repeat_groups(["乙", "甲", "", "甲", "🙏", "甲", "乙", "丙"]) == [[1, 3, 5], [0, 6]]


@given(st.lists(st.sampled_from(["甲乙丙", "丁戊", "己", "", "😡"]), max_size=30))
def test_each_text_stands_in_one_group_at_most(texts):
    places = [place for group in repeat_groups(texts) for place in group]

    assert len(places) == len(set(places))
    assert all(texts[place] == texts[group[0]] for group in repeat_groups(texts) for place in group)


def test_texts_that_differ_in_few_words_are_found_among_others():
    chance = Random(4)
    template = (
        "您反映的问题我街道高度重视，已安排工作人员到现场核实并要求物业限期整改，感谢您的监督与支持，{}"
    )
    others = [demand.text for demand in demands(500, seed=4)]
    copies = [template.format(chance.choice(("祝您生活愉快", "谢谢您", "再见"))) for _ in range(20)]

    found = repeat_groups([*others, *copies])

    assert set(range(500, 520)) == set(found[0])
    assert sum(map(len, found[1:])) < 20
