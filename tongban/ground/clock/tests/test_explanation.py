from datetime import date

import pytest

from tongban.ground.clock import SHIPPED, Deadline, NoCalendar, explain
from tongban.ground.clock.tests.cases import day, extension, moment, pause


def told(lines, language="zh-hans"):
    return [line.words.said_in(language) for line in lines]


def test_every_day_is_explained_in_chinese():
    deadline = Deadline(day("2022-09-29"), 3, pauses=(pause("2022-10-09", "2022-10-09"),))

    assert told(explain(deadline, SHIPPED))[:3] == [
        "2022-09-29（周四）起算日，不计入",
        "2022-09-30（周五）第 1 个工作日",
        "2022-10-01（周六）不计：国庆节放假（国办发明电〔2021〕11号）",
    ]
    assert told(explain(deadline, SHIPPED))[-3:] == [
        "2022-10-08（周六）第 2 个工作日：国庆节调休上班（国办发明电〔2021〕11号）",
        "2022-10-09（周日）不计：专家评审（专家评审告知书第1号）",
        "2022-10-10（周一）第 3 个工作日，期限届满",
    ]


def test_every_day_is_explained_in_english():
    lines = explain(Deadline(day("2022-03-04"), 1, extension=extension(1)), SHIPPED)

    assert told(lines, "en") == [
        "2022-03-04 (Fri) the day it starts, not counted",
        "2022-03-05 (Sat) not counted: weekend",
        "2022-03-06 (Sun) not counted: weekend",
        "2022-03-07 (Mon) working day 1",
        "2022-03-08 (Tue) working day 2 (day 1 of the extension); the period ends",
    ]


def test_the_last_day_of_a_period_of_days_moves_on():
    assert told(explain(Deadline(day("2022-03-04"), 1, "calendar"), SHIPPED)) == [
        "2022-03-04（周五）起算日，不计入",
        "2022-03-05（周六）第 1 日：周末",
        "2022-03-06（周日）末日遇休息日顺延：周末",
        "2022-03-07（周一）末日遇休息日顺延：工作日，期限届满",
    ]


def test_hours_are_told_by_the_day():
    lines = explain(
        Deadline(moment("2022-03-04 09:30"), 24, "hours", (pause("2022-03-05", "2022-03-05"),)), SHIPPED
    )

    assert told(lines) == [
        "2022-03-04（周五）累计 14:30 小时",
        "2022-03-05（周六）不计：专家评审（专家评审告知书第1号）",
        "2022-03-06（周日）累计 24:00 小时，期限届满",
    ]


def test_under_an_open_pause_the_days_end_where_it_begins():
    deadline = Deadline(day("2022-03-04"), 5, pauses=(pause("2022-03-08"),))

    lines = explain(deadline, SHIPPED)

    assert [line.step for line in lines] == ["start", "off", "off", "counted", "paused"]
    assert not lines[-1].is_last
    assert explain(deadline, SHIPPED, as_of=moment("2022-03-09 08:00"))[-1].on == day("2022-03-15")


def test_a_pause_open_from_the_first_day_is_shown():
    lines = explain(Deadline(day("2022-03-04"), 5, pauses=(pause("2022-03-01"),)), SHIPPED)

    assert [line.step for line in lines] == ["start", "paused"]


def test_hours_under_an_open_pause_are_told_up_to_it():
    lines = explain(Deadline(moment("2022-03-04 09:00"), 48, "hours", (pause("2022-03-05"),)), SHIPPED)

    assert [(line.step, line.number) for line in lines] == [("counted", 15), ("paused", 15)]


def test_what_is_done_at_once_has_one_day():
    assert told(explain(Deadline(day("2022-03-05"), 0, "at_once"), SHIPPED)) == [
        "2022-03-05（周六）当场办结，期限届满"
    ]


def test_assumed_days_are_marked():
    lines = explain(Deadline(day("2026-12-30"), 2), SHIPPED.provisional(2027))

    assert (
        told(lines)[-1]
        == "2027-01-01（周五）第 2 个工作日：工作日（该年安排未发布，暂按周一至周五），期限届满"
    )


def test_what_cannot_be_counted_is_not_explained():
    with pytest.raises(NoCalendar):
        explain(Deadline(date(2026, 12, 30), 5), SHIPPED)
