"""What a round leads to, which remarks may be made, which days count: the tables walked whole."""

from datetime import date, timedelta
from itertools import product

import pytest

from tongban.ground.kit.calendars import calendar
from tongban.work.construction.rules import (
    Lack,
    Used,
    days_used,
    lacks_of_stage,
    may_remark,
    outcome_of_round,
)

MONDAY = date(2022, 9, 5)


def expected(kind, round_, silent, remarks, is_over, is_again):
    if silent and (kind == "acceptance" or not is_over):
        return "waits"
    if not remarks:
        return "passes"
    return "corrects" if round_ == 1 or (round_ == 2 and is_again) else "fails"


@pytest.mark.law("anyang-services-regulation:32")
def test_every_round_has_one_outcome():
    kinds, yes_no = ("drawings", "acceptance"), (False, True)
    for kind, round_, silent, remarks, is_over, is_again in product(
        kinds, (1, 2, 3), (0, 1), (0, 2), yes_no, yes_no
    ):
        said = {"silent": silent, "remarks": remarks, "is_over": is_over, "is_again": is_again}
        assert outcome_of_round(kind, round_, **said) == expected(
            kind, round_, silent, remarks, is_over, is_again
        )


def test_after_the_first_round_a_new_remark_needs_a_provision():
    assert may_remark(1, stood_before=False, provision="")
    assert may_remark(2, stood_before=True, provision="")
    assert may_remark(2, stood_before=False, provision="GB 55037 第7.1.4条")
    assert not may_remark(2, stood_before=False, provision=" ")


@pytest.mark.parametrize("standing", ["waiting", "under_way", "failed", "withdrawn", "stopped"])
def test_a_part_that_is_not_granted_is_missing(standing):
    assert lacks_of_stage({"甲": "granted", "乙": standing}, {}) == [Lack("part", "乙")]


def test_nothing_is_missing_of_a_stage_whose_parts_and_reviews_are_done():
    assert lacks_of_stage({}, {}) == [Lack("stage")]
    assert lacks_of_stage({"甲": "granted", "乙": "unneeded"}, {"drawings": True}) == []
    assert lacks_of_stage({"甲": "granted"}, {"drawings": False}) == [Lack("review", "drawings")]


@pytest.mark.law("licensing-law:45")
def test_a_day_in_two_special_procedures_is_left_out_once(db):
    until = MONDAY + timedelta(days=11)  # Friday of the next week; Monday 12 September is a holiday
    spans = [
        (MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)),
        (MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)),
        (until + timedelta(days=3), until + timedelta(days=9)),
    ]

    used = days_used(MONDAY, until, spans, calendar())

    assert used == Used(total=8, excluded=4)
    assert used.counted == 4
    assert days_used(MONDAY, MONDAY, [], calendar()) == Used(0, 0)


def test_days_used_are_those_of_counting_day_by_day(db):
    days = calendar()
    for start, first, length in product(range(0, 12, 3), range(-4, 12, 2), range(0, 9, 3)):
        since, begins = MONDAY + timedelta(days=start), MONDAY + timedelta(days=first)
        until, ends = since + timedelta(days=14), begins + timedelta(days=length)
        inside = [since + timedelta(days=place) for place in range(1, 15)]
        worked = [day for day in inside if days.is_working(day)]

        used = days_used(since, until, [(begins, ends)], days)

        assert used.total == len(worked)
        assert used.excluded == sum(begins <= day <= ends for day in worked)
