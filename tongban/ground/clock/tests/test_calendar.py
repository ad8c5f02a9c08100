from datetime import date, timedelta

import pytest

from tongban.ground.clock import SHIPPED, Arrangement, Calendar, NoCalendar
from tongban.ground.clock.generate_years import ROOM, texts

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
NEXT_YEAR = Arrangement(
    2027,
    "an invented notice for 2027",
    off=((date(2026, 12, 31), "元旦"), (date(2027, 1, 1), "元旦"), (date(2027, 1, 2), "元旦")),
    make_up=((date(2026, 12, 27), "元旦"),),
)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("year", "days"),
    [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year, days):
    assert len(SHIPPED.working_days(year)) == days


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2022-01-28", 5, "2022-02-09"),
        ("2022-04-29", 5, "2022-05-10"),
        ("2022-09-30", 1, "2022-10-08"),
        ("2022-09-28", 10, "2022-10-17"),
        ("2022-09-28", 20, "2022-10-31"),
        ("2022-12-30", 5, "2023-01-09"),
        ("2022-01-20", 20, "2022-02-22"),
        ("2022-01-20", 30, "2022-03-08"),
        ("2022-03-01", 45, "2022-05-06"),
        ("2022-03-01", 60, "2022-05-26"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2022-02-09", 0, "2022-02-09"),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, days, last):
    assert SHIPPED.after(day(start), days) == day(last)


@pytest.mark.parametrize(
    ("on", "days", "found"),
    [("2022-02-09", 5, "2022-01-28"), ("2022-10-08", 1, "2022-09-30"), ("2022-10-10", 1, "2022-10-09")],
)
def test_working_days_are_counted_backwards(on, days, found):
    assert SHIPPED.before(day(on), days) == day(found)


@pytest.mark.parametrize(
    ("on", "found"),
    [("2022-10-01", "2022-10-08"), ("2022-10-08", "2022-10-08"), ("2021-12-31", "2021-12-31")],
)
def test_a_day_off_moves_to_the_next_working_day(on, found):
    assert SHIPPED.on_or_after(day(on)) == day(found)


@pytest.mark.parametrize(
    ("on", "zh", "en"),
    [
        ("2022-01-28", "工作日", "working day"),
        ("2022-02-12", "周末", "weekend"),
        ("2022-02-01", "春节放假（国办发明电〔2021〕11号）", "day off for Spring Festival (国办发明电〔2021〕11号)"),
        ("2022-01-29", "春节调休上班（国办发明电〔2021〕11号）", "worked, made up for Spring Festival (国办发明电〔2021〕11号)"),
        ("2020-01-31", "春节放假（国办发明电〔2020〕1号）", "day off for Spring Festival (国办发明电〔2020〕1号)"),
        ("2019-05-03", "劳动节放假（国办发明电〔2019〕3号）", "day off for Labour Day (国办发明电〔2019〕3号)"),
        ("2005-12-31", "元旦调休上班（国办发明电〔2005〕35号）", "worked, made up for New Year's Day (国办发明电〔2005〕35号)"),
    ],
)  # fmt: skip
def test_every_day_says_why_it_is_worked_or_not(on, zh, en):
    told = SHIPPED.why(day(on)).words

    assert (told.said_in("zh-hans"), told.said_in("en")) == (zh, en)


def test_a_saturday_that_was_to_be_worked_became_a_day_off():
    assert not SHIPPED.is_working(day("2020-02-01"))


def test_the_days_are_those_of_two_libraries():
    import chinese_calendar
    import holidays

    china = holidays.country_holidays("CN", years=range(2003, 2028))

    ours = {on: SHIPPED.is_working(on) for on in EVERY_DAY}
    first = {on: chinese_calendar.is_workday(on) for on in EVERY_DAY}
    second = {on: china.is_working_day(on) for on in EVERY_DAY}

    assert ours == second
    assert {on for on in EVERY_DAY if ours[on] != first[on]} == {date(2005, 12, 31)}  # see notices.toml


def test_the_years_are_as_they_would_be_written_anew():
    written = {int(file.stem): file.read_text("utf-8") for file in ROOM.joinpath("years").glob("*.toml")}

    assert written == texts(), "run `python -m tongban.ground.clock.generate_years`"


def test_every_notice_can_be_looked_up():
    numbered = [each for each in SHIPPED.arrangements if each.year > 2005]

    assert SHIPPED.published_years == set(range(2004, 2027))
    assert all(each.number and each.published_on for each in numbered)
    assert all(each.url for each in SHIPPED.arrangements if not each.number.startswith("国发明电"))


@pytest.mark.parametrize(
    ("start", "days", "year"),
    [("2026-12-30", 2, 2027), ("2026-12-31", 1, 2027), ("2003-12-30", 1, 2003), ("2030-01-01", 5, 2030)],
)
def test_a_year_without_a_notice_is_never_guessed(start, days, year):
    with pytest.raises(NoCalendar, match=str(year)) as refused:
        SHIPPED.after(day(start), days)

    assert refused.value.year == year
    assert f"{year} 年的放假安排" in refused.value.words.zh


def test_the_eve_of_the_first_known_year_may_start_a_period():
    assert SHIPPED.after(date(2003, 12, 31), 1) == date(2004, 1, 2)


@pytest.mark.parametrize("ask", [SHIPPED.why, SHIPPED.is_working, SHIPPED.on_or_after])
def test_a_day_of_an_unknown_year_is_not_explained(ask):
    with pytest.raises(NoCalendar, match="2027"):
        ask(date(2027, 3, 1))


def test_counting_backwards_out_of_the_calendar_names_the_year():
    with pytest.raises(NoCalendar, match="2003"):
        SHIPPED.before(date(2004, 1, 5), 3)
    with pytest.raises(NoCalendar, match="2027"):
        SHIPPED.before(date(2028, 1, 1), 1)


def test_next_years_notice_is_added_and_reaches_into_december():
    calendar = SHIPPED.with_year(NEXT_YEAR)

    assert calendar.after(date(2026, 12, 26), 5) == date(2027, 1, 4)
    assert calendar.is_working(date(2026, 12, 27))
    assert not calendar.is_working(date(2026, 12, 31))
    assert SHIPPED.is_working(date(2026, 12, 31))


def test_a_year_entered_again_replaces_what_was_known_of_it():
    again = Arrangement(2022, "as entered by the office", off=((date(2022, 1, 3), "元旦"),))

    calendar = SHIPPED.with_year(again)

    assert calendar.is_working(date(2022, 2, 1))
    assert calendar.why(date(2022, 1, 3)).words.zh == "元旦放假（《as entered by the office》）"


def test_a_later_notice_changes_single_days():
    calendar = SHIPPED.amended_by(
        Arrangement(2026, "one more day", off=((date(2026, 12, 31), "元旦"),), number="国办发明电〔2026〕9号")
    )

    assert not calendar.is_working(date(2026, 12, 31))
    assert not calendar.is_working(date(2026, 10, 1))


def test_a_year_between_two_known_years_is_missed():
    calendar = Calendar((Arrangement(2020, "n", ((date(2020, 1, 1), "元旦"),)),)).with_year(NEXT_YEAR)

    with pytest.raises(NoCalendar, match="2021"):
        calendar.after(date(2020, 12, 30), 5)
    with pytest.raises(NoCalendar, match="2026"):
        calendar.before(date(2027, 1, 4), 2)


def test_a_provisional_year_is_worked_from_monday_to_friday_and_says_so():
    calendar = SHIPPED.provisional(2026, 2027)

    assert calendar.provisional_years == {2027}
    assert calendar.why(date(2027, 1, 1)).is_provisional
    assert "暂按" in calendar.why(date(2027, 1, 1)).words.zh
    assert calendar.after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert not calendar.with_year(NEXT_YEAR).provisional_years


def test_working_days_between_two_days_leave_out_the_first():
    assert SHIPPED.working_between(date(2022, 1, 28), date(2022, 2, 9)) == 5
    assert SHIPPED.working_between(date(2022, 2, 9), date(2022, 2, 9)) == 0
    with pytest.raises(NoCalendar):
        SHIPPED.working_between(date(2026, 12, 1), date(2027, 1, 5))


@pytest.mark.parametrize("count", [lambda: SHIPPED.after(FIRST, -1), lambda: SHIPPED.before(LAST, 0)])
def test_a_count_goes_one_way(count):
    with pytest.raises(ValueError, match="day"):
        count()
