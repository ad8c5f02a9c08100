"""What people are told of their wait, from real tickets; kept, compared with what came true, learnt from again."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tongban.work.hall.actions import service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import GivenPromise
from tongban.work.hall.queries.entries import ticket_events
from tongban.work.hall.queries.overrun import overrun_places
from tongban.work.hall.queries.promise_quality import promise_quality
from tongban.work.hall.queries.wait_words import WORDS, wait_in_words
from tongban.work.hall.queries.waits import estimate_of, estimates_in, hall_now, waiting_model
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, opened, taken
from tongban.work.hall.waiting.calibration import WaitPromise
from tongban.work.hall.waiting.estimate import Estimate
from tongban.work.hall.waiting.reasons import KEYS, Reason


def served(hall, hour, minute, minutes=10, group=None):
    """Take a number, call and serve it at once at window 1."""
    taken(hall, group, hour, minute)
    ticket = service.call_next(fresh(hall.one), by=hall.wang, at=at(hour, minute))
    service.serve(ticket, by=hall.wang, at=at(hour, minute))
    return service.finish(fresh(ticket), by=hall.wang, at=at(hour, minute) + timedelta(minutes=minutes))


def test_the_estimate_sees_windows_lines_and_who_is_served(hall):
    opened(hall)
    first, second = taken(hall, minute=1), taken(hall, hall.b, minute=2)
    ticket = service.call_next(fresh(hall.one), by=hall.wang, at=at(9, 3))
    service.serve(ticket, by=hall.wang, at=at(9, 4))

    now = hall_now(hall.place, at(9, 5))

    (window,) = now.windows
    assert (window.code, window.serving, window.since) == ("1", "A", 9 * 60 + 4)
    assert window.groups == {"A", "B", "window 1"}
    assert window.openings == ((545, 720), (780, 1020 + 120))
    assert [(each.code, each.group, each.since) for each in now.people] == [(second.reference, "B", 542)]
    assert first.reference == ticket.reference


def test_a_promise_is_kept_with_the_ticket_and_given_anew_to_who_waits(hall):
    opened(hall)
    taken(hall)
    service.call_next(fresh(hall.one), by=hall.wang, at=at(9))

    waits = taken(hall, minute=5)
    taken(hall, minute=15)

    told = list(GivenPromise.objects.filter(ticket=waits))
    assert [each.at for each in told] == [at(9, 5), at(9, 15)]
    assert told[0].low <= told[0].point <= told[0].high
    assert told[0].rests_on == 0


def test_nothing_is_promised_while_no_window_is_open(hall):
    ticket = taken(hall)

    told = estimate_of(ticket, at(9, 1))
    assert told.promise is None
    assert wait_in_words(told).reasons == ("今天受理此类事项的窗口开放时间不足，请咨询工作人员",)
    assert not GivenPromise.objects.exists()


def test_entries_say_line_and_window(hall):
    opened(hall)
    served(hall, 9, 0)

    events = list(ticket_events(hall.place, TUESDAY, TUESDAY))

    assert [(each.status, each.group, each.window) for each in events] == [
        ("waiting", "A", ""),
        ("called", "A", "1"),
        ("serving", "A", "1"),
        ("finished", "A", "1"),
    ]


def test_services_are_learnt_from_entries(hall):
    opened(hall)
    for minute in range(0, 60, 20):
        served(hall, 9, minute, minutes=18)

    model = waiting_model(hall.place, at(10, 5))

    assert model.experience.minutes["A"].weight == 3
    assert model.experience.mean_minutes("A") > 12


def test_who_was_sent_to_a_window_waits_for_that_window(hall):
    opened(hall)
    opened(hall, hall.two, hall.zhao)
    ticket = taken(hall)
    called = service.call_next(fresh(hall.one), by=hall.wang, at=at(9, 1))
    service.transfer(called, by=hall.wang, at=at(9, 2), window=hall.two)

    (person,) = hall_now(hall.place, at(9, 3)).people

    assert (person.code, person.group) == (ticket.reference, "window 2")
    assert estimates_in(hall.place, at(9, 3))[ticket.reference].promise


def test_a_paused_window_is_counted_on_a_little_later(hall):
    opened(hall)
    windows.pause(fresh(hall.one), by=hall.wang, at=at(9, 30))

    (window,) = hall_now(hall.place, at(9, 31)).windows

    assert window.openings[0] == (9 * 60 + 41, 720)


def test_the_quality_of_promises_counts_what_came_true(hall):
    ticket = taken(hall)
    for minute, high in ((0, 12), (3, 5)):
        GivenPromise.objects.create(
            ticket=ticket, at=at(9, minute), forecast=8.0, low=4, point=8, high=high, rests_on=100
        )
    opened(hall)
    service.call_next(fresh(hall.one), by=hall.wang, at=at(9, 10))

    rows = promise_quality(hall.place, at(12))

    first, later = rows["all"]
    assert (first.name, first.kept.number, first.kept.of, first.error, first.width) == ("first", 1, 1, 2, 8)
    assert (later.name, later.kept.number) == ("later", 0)
    assert [row.name for row in rows["lengths"]] == ["05–10"]


def test_an_estimate_in_words_says_between_how_many_minutes_and_why():
    promise = WaitPromise("A", 14.0, 12, 15, 19, rests_on=90)
    reasons = Reason("ahead", 3), Reason("windows", 2), Reason("slow", 12)

    wait = wait_in_words(Estimate(promise, reasons))

    assert (wait.text, wait.is_promise) == ("12 至 19 分钟", True)
    assert wait.reasons == ("这些窗口在您之前共将叫 3 人", "2 个窗口正在受理此类事项", "今天办理比平时慢 12%")


def test_every_reason_has_its_words():
    assert set(WORDS) == set(KEYS)


def test_the_ticket_on_the_phone_says_how_long_and_why(hall, client):
    old = taken(hall)
    ticket = tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=timezone.now())

    today, of_another_day = (
        client.get(reverse("visit:ticket", args=[each.code])).content.decode() for each in (ticket, old)
    )

    assert "slip-wait" in today
    assert "slip-wait" not in of_another_day


def test_the_page_of_promises_shows_what_they_were_worth(hall, client):
    client.force_login(hall.head)
    now = timezone.now()
    ticket = tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=now - timedelta(minutes=12))
    GivenPromise.objects.create(
        ticket=ticket, at=now - timedelta(minutes=12), forecast=8.0, low=4, point=8, high=15, rests_on=100
    )
    opened(hall)
    service.call_next(fresh(hall.one), by=hall.wang, at=now)

    page = client.get(reverse("hall:promises", args=["C01"])).content.decode()

    assert "取号时" in page
    assert "100.00%" in page


def test_nobody_else_sees_what_promises_were_worth(hall, client):
    client.force_login(hall.outsider)

    assert client.get(reverse("hall:promises", args=["C01"])).status_code == 403


def test_a_number_handed_in_late_was_promised_nothing(hall):
    opened(hall)

    tickets.take(hall.a, [], source="kiosk", at=at(9), slip="C01-A-20261124-0900")

    assert not GivenPromise.objects.exists()


def test_a_place_is_over_its_promise_when_somebody_waits_longer_than_they_were_told(hall):
    ticket = taken(hall, hall.b, 9, 0)
    taken(hall, hall.b, 9, 1)
    told = {"forecast": 5, "low": 3, "point": 5, "high": 7, "rests_on": 60}
    ticket.promises.create(at=at(9), **told)

    kept, broken = overrun_places(at(9, 6)), overrun_places(at(9, 20))

    assert kept == []
    assert [(each.waiting, each.over, each.longest_minutes) for each in broken] == [(2, 1, 13)]
