"""What one applicant needs, and why."""

import pytest

from tongban.offer.catalogue.queries import guide

NOTHING: dict[int, str] = {}


def needs(version, answers, on_file=NOTHING):
    return {row.material.name: row for row in guide.checklist(version, answers, on_file)}


@pytest.mark.law("online-service-rules:7")
def test_what_is_on_file_need_not_be_submitted(food, business_licence):
    row = needs(food, {}, {business_licence.pk: "LIC-91320500-V1"})["营业执照"]

    assert (row.needed, row.way, row.licence) == (True, "licence", "LIC-91320500-V1")
    assert "LIC-91320500-V1" in row.why


def test_without_a_licence_on_file_it_is_submitted(food):
    row = needs(food, {})["营业执照"]

    assert (row.needed, row.way, row.licence) == (True, "", "")


@pytest.mark.parametrize(
    ("answers", "needed", "said"),
    [
        ({}, None, "取决于"),
        ({"cooks": True, "area": 80}, True, "是否现场制作食品？：是"),
        ({"cooks": False}, False, "无需"),
    ],
)
def test_a_material_says_why_it_is_needed_or_not(food, answers, needed, said):
    row = needs(food, answers)["操作流程图"]

    assert row.needed is needed
    assert said in row.why


def test_only_questions_that_still_decide_something_are_asked(food):
    asked = [
        [question.code for question in guide.open_questions(food, answers)]
        for answers in ({}, {"cooks": True}, {"cooks": False}, {"area": 10}, {"cooks": True, "area": 10})
    ]

    assert asked == [["cooks", "area"], ["area"], [], ["cooks"], []]


def test_a_step_is_left_out_only_when_ruled_out(food):
    steps = [[step.name for step in guide.steps_for(food, given)] for given in ({}, {"cooks": False})]

    assert steps == [["审查", "现场核查"], ["审查"]]


def test_answers_are_read_as_their_question_asks(food):
    assert guide.read_answers(food, {"cooks": "yes", "area": "60.5", "other": "1"}) == {
        "cooks": True,
        "area": 60.5,
    }
    assert guide.read_answers(food, {"cooks": "maybe", "area": "viel"}) == {}


def test_a_guide_costs_two_queries(food, django_assert_num_queries):
    from tongban.offer.catalogue.models import ItemVersion

    version = ItemVersion.objects.get(pk=food.pk)
    with django_assert_num_queries(2):
        guide.checklist(version, {}, {})
