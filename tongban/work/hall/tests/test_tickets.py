"""A visit from the number to the leaving: order, recall, return, transfer, several errands, a case that knows what it lacks."""

import pytest

from tongban.ground.ledger import Refused
from tongban.ground.ledger.wording import history_in_words
from tongban.work.hall.actions import places, service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Errand, WindowPeriod
from tongban.work.hall.queries.line import line_before, line_of, sent_to_back_office
from tongban.work.hall.queries.screen import screen_state
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh
from tongban.work.ratings.models import Invitation

pytestmark = pytest.mark.django_db


def called(hall, hour=9, minute=10):
    return service.call_next(hall.one, by=hall.wang, at=at(hour, minute))


def test_nobody_takes_a_number_at_a_machine_while_the_place_is_closed(hall):
    with pytest.raises(Refused, match="13:00"):
        cast.taken(hall, hour=12, minute=30)

    assert tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=at(12, 30)).number == "A001"


def test_numbers_are_counted_by_line_and_day(hall):
    numbers = [cast.taken(hall, group).number for group in (hall.a, hall.a, hall.b)]

    assert numbers == ["A001", "A002", "B001"]


def test_a_special_window_calls_its_line_only_and_a_comprehensive_one_anybody(hall):
    cast.opened(hall, hall.one, hall.wang)
    cast.opened(hall, hall.two, hall.zhao)
    first, second = cast.taken(hall, hall.a), cast.taken(hall, hall.b, minute=1)

    assert list(line_of(hall.one, TUESDAY)) == [first, second]
    assert list(line_of(hall.two, TUESDAY)) == [second]


def test_the_elderly_are_called_earlier(hall):
    cast.opened(hall)
    cast.taken(hall, minute=1)
    elderly = cast.taken(hall, minute=5, priority="elderly")

    assert called(hall) == elderly


def test_after_the_calls_that_are_set_a_number_is_skipped_and_may_come_back_behind_the_next(hall):
    cast.opened(hall)
    first, second, third = (cast.taken(hall, minute=n) for n in (1, 2, 3))
    ticket = called(hall)
    with pytest.raises(Refused, match="3"):
        service.skip(ticket, by=hall.wang, at=at(9, 11))
    for minute in (12, 13):
        ticket = service.recall(ticket, by=hall.wang, at=at(9, minute))
    with pytest.raises(Refused, match="3"):
        service.recall(ticket, by=hall.wang, at=at(9, 14))

    service.skip(ticket, by=hall.wang, at=at(9, 14))
    tickets.let_back(ticket, by=hall.wang, at=at(9, 15))

    assert [each.number for each in line_of(hall.one, TUESDAY)] == [second.number, first.number, third.number]


def test_who_comes_back_too_late_needs_a_new_number(hall):
    cast.opened(hall)
    missed, *others = (cast.taken(hall, minute=n) for n in range(4))
    ticket = called(hall)
    for minute in (11, 12):
        ticket = service.recall(ticket, by=hall.wang, at=at(9, minute))
    service.skip(ticket, by=hall.wang, at=at(9, 13))
    for minute in range(len(others)):
        served = service.serve(called(hall, 9, 20 + minute), by=hall.wang, at=at(9, 30))
        service.finish(served, by=hall.wang, at=at(9, 40))

    with pytest.raises(Refused, match="2"):
        tickets.let_back(fresh(missed), by=hall.wang, at=at(9, 50))


def test_a_transfer_keeps_the_number_and_the_place_in_time(hall):
    cast.opened(hall, hall.one, hall.wang)
    cast.opened(hall, hall.two, hall.zhao)
    ticket = cast.taken(hall, hall.a)
    cast.taken(hall, hall.b, minute=1)
    service.serve(called(hall), by=hall.wang, at=at(9, 11))

    service.transfer(fresh(ticket), by=hall.wang, at=at(9, 20), group=hall.b)
    again = service.call_next(hall.two, by=hall.zhao, at=at(9, 21))

    assert (again.pk, again.number) == (ticket.pk, "A001")


def test_the_back_office_gets_a_number_and_sends_it_back(hall):
    cast.opened(hall)
    ticket = cast.taken(hall)
    service.serve(called(hall), by=hall.wang, at=at(9, 11))
    service.transfer(fresh(ticket), by=hall.wang, at=at(9, 20), back_office=hall.other)

    assert list(sent_to_back_office(hall.sun, TUESDAY)) == [ticket]
    assert not line_of(hall.one, TUESDAY).exists()

    tickets.send_back(fresh(ticket), by=hall.sun, at=at(9, 40))

    assert called(hall, 9, 41) == ticket


def test_several_errands_are_one_visit_and_what_was_not_done_is_kept(hall):
    cast.opened(hall)
    item = cast.item(hall)
    ticket = tickets.take(hall.a, [Wish(item), Wish()], source="kiosk", at=at(9))
    service.serve(called(hall), by=hall.wang, at=at(9, 11))
    extra = tickets.add_errand(fresh(ticket), Wish(), by=hall.wang, at=at(9, 12))

    service.finish(fresh(ticket), by=hall.wang, at=at(9, 30), undone=[extra.pk])

    assert [each.is_done for each in Errand.objects.filter(ticket=ticket)] == [True, True, False]
    invitation = Invitation.objects.get(matter=ticket.reference)
    assert (invitation.item_name, invitation.officer) == (item.name, hall.wang)


def test_a_window_that_closes_gives_the_person_called_back_to_the_line(hall):
    cast.opened(hall)
    ticket = cast.taken(hall)
    called(hall)

    windows.close_window(hall.one, by=hall.wang, at=at(9, 15))

    assert (fresh(ticket).status, fresh(ticket).window) == ("waiting", None)
    assert list(line_of(hall.one, TUESDAY)) == [ticket]
    period = WindowPeriod.objects.get()
    assert (period.began_at, period.ended_at) == (at(9), at(9, 15))


def test_a_window_does_not_close_on_somebody_being_served(hall):
    cast.opened(hall)
    cast.taken(hall)
    service.serve(called(hall), by=hall.wang, at=at(9, 11))

    with pytest.raises(Refused):
        windows.close_window(hall.one, by=hall.wang, at=at(9, 15))


def test_an_officer_sits_at_one_window(hall):
    cast.opened(hall, hall.one, hall.wang)

    with pytest.raises(Refused):
        cast.opened(hall, hall.two, hall.wang)


def test_the_day_ends_for_those_who_were_not_called(hall):
    ticket = cast.taken(hall)

    assert tickets.end_day(at=at(1, day=cast.date(2026, 11, 25))) == 1
    assert fresh(ticket).status == "left"


def test_the_screen_shows_numbers_and_masks_names(hall):
    cast.opened(hall)
    cast.taken(hall, applicant=cast.citizen("李小四"))
    cast.taken(hall, minute=1)
    called(hall)

    state = screen_state(hall.place, at=at(9, 12))

    assert state["calls"] == [
        {"number": "A001", "window": "1", "name": "李**", "is_calling": True, "call": "A001/1", "at": "09:10"}
    ]
    assert state["waiting"] == {"count": 1, "next": ["A002"]}


def test_one_knows_how_many_are_before(hall):
    tickets_ = [cast.taken(hall, minute=n) for n in (1, 2, 3)]

    assert [line_before(ticket) for ticket in tickets_] == [0, 1, 2]


def test_what_happened_to_a_ticket_is_told_in_words(hall):
    cast.opened(hall)
    ticket = cast.taken(hall)
    called(hall)

    assert len(history_in_words(ticket.reference)) == 2


def test_hours_that_are_none_are_refused_with_the_part_that_is_wrong(hall):
    with pytest.raises(Refused, match="9-12"):
        places.set_week(hall.place, TUESDAY, ["9-12"] + [""] * 8, by=hall.head, at=at(8))


def test_an_item_is_offered_once_in_a_group(hall):
    item = cast.item(hall)
    places.offer(hall.a, [item], TUESDAY, by=hall.head, at=at(8))

    with pytest.raises(Refused):
        places.offer(hall.a, [item], TUESDAY, by=hall.head, at=at(8))

    places.stop_offer(hall.a.offered.get(), TUESDAY, by=hall.head, at=at(8))
    places.offer(hall.a, [item], TUESDAY, by=hall.head, at=at(8))
    assert hall.a.offered.count() == 2
