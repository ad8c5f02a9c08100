"""One code of a person, and those who misuse it: old, copied, forged, stopped, read elsewhere, read too often."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.verification import verify
from tongban.work.hall.actions import appointments, places, service
from tongban.work.hall.actions.person_codes import (
    CodeRefused,
    come_to_machine,
    show_code,
    stop_codes,
    use_at_machine,
    use_at_window,
)
from tongban.work.hall.models import CodeUse, PersonCode, Ticket
from tongban.work.hall.person_code import read_code, write_code
from tongban.work.hall.queries.person_codes import read_by
from tongban.work.hall.rules import CodeFault, code_fault, code_lasts
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, taken

pytestmark = pytest.mark.django_db
KIOSK, WINDOW, TERMINAL = CodeUse.Kind.KIOSK, CodeUse.Kind.WINDOW, CodeUse.Kind.TERMINAL


@pytest.fixture
def hall(hall):
    """The hall with a machine, another place with one, and a citizen with a code."""
    by = {"by": hall.head, "at": at(8)}
    hall.machine = places.add_kiosk(hall.place, "一号机", **by)
    said = {
        "code": "C02",
        "name": "街道便民中心",
        "kind": "centre",
        "unit": hall.unit,
        "address": "示例路2号",
    }
    other = places.open_place({**said, "area": hall.place.area, "since": cast.LONG_AGO}, **by)
    hall.far_machine = places.add_kiosk(other, "二号机", **by)
    hall.li = cast.citizen()
    hall.shown = shown(hall, 0)
    return hall


def shown(hall, minute):
    """Return what the citizen's phone draws at a minute after nine."""
    return show_code(hall.li.account, at=at(9, minute)).text


def faults(*calls):
    """Return why each was refused."""
    found = []
    for call in calls:
        with pytest.raises(CodeRefused) as refused:
            call()
        found.append(refused.value.fault)
    return found


def read(hall, text=None, machine=None, kind=KIOSK, minute=1):
    return use_at_machine(text or hall.shown, machine or hall.machine, kind, at=at(9, minute))


@pytest.mark.law("local-practice")
@pytest.mark.parametrize(
    ("seconds", "uses", "stopped", "fault"),
    [
        (0, [], None, None),
        (180, [], None, None),
        (181, [], None, CodeFault.EXPIRED),
        (-31, [], None, CodeFault.EXPIRED),
        (60, [("window", 1)], None, None),
        (60, [("kiosk", 1)], None, CodeFault.USED),
        (60, [("window", 2)], None, CodeFault.ELSEWHERE),
        (60, [], 0, CodeFault.STOPPED),
        (60, [], -1, None),
    ],
)
def test_what_is_wrong_with_a_code(seconds, uses, stopped, fault):
    stopped_at = None if stopped is None else at(9) + timedelta(seconds=stopped)

    found = code_fault(
        at(9), at(9) + timedelta(seconds=seconds), kind="kiosk", place=1, uses=uses, stopped_at=stopped_at
    )

    assert found == fault


def test_a_person_has_one_code_however_often_it_is_drawn(hall):
    again = shown(hall, 1)

    assert again != hall.shown
    assert PersonCode.objects.get().account == hall.li.account


def test_one_code_serves_the_machine_the_window_the_terminal_and_the_rating(hall):
    cast.opened(hall)
    taken(hall, applicant=hall.li)

    for kind in (KIOSK, TERMINAL, CodeUse.Kind.RATING):
        read(hall, kind=kind)
    use_at_window(hall.shown, hall.one, by=hall.wang, at=at(9, 2))

    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, count(*) FROM facts.code_uses GROUP BY kind")
        used = dict(cursor.fetchall())
    assert {use.kind for use in CodeUse.objects.all()} == set(CodeUse.Kind.values)
    assert used == dict.fromkeys(CodeUse.Kind.values, 1)
    assert Entry.objects.filter(subject=PersonCode.objects.get().reference, move="use_code").count() == 4


def test_a_picture_of_a_code_is_of_no_use_after_minutes(hall):
    late = at(9) + code_lasts(TUESDAY) + timedelta(seconds=1)

    assert faults(lambda: use_at_machine(hall.shown, hall.machine, KIOSK, at=late)) == [CodeFault.EXPIRED]


def test_a_code_that_was_read_is_refused_here_and_elsewhere(hall):
    read(hall)

    assert faults(lambda: read(hall), lambda: read(hall, machine=hall.far_machine, kind=TERMINAL)) == [
        CodeFault.USED, CodeFault.ELSEWHERE,
    ]  # fmt: skip


def test_the_database_itself_refuses_the_same_use_twice(hall):
    use = read(hall)
    use.pk = None

    with pytest.raises(IntegrityError):
        use.save(force_insert=True)


def test_a_forged_code_is_refused_whatever_was_forged(hall):
    mine, _dot, mark = hall.shown.partition(".")
    other = cast.citizen("王五", "320500199001010026", "wangwu")
    theirs = write_code(PersonCode.objects.get().pk + 1, at(9))
    tampered = [
        f"{mine}.{mark[:-1]}{'A' if mark[-1] != 'A' else 'B'}",
        f"{mine[:-1]}{(int(mine[-1]) + 1) % 10}.{mark}",
        mine,
        "TB-1",
        "TB-1-1.",
        hall.shown + "x",
        theirs,
        "",
    ]

    assert faults(*[lambda text=text: read(hall, text or " ") for text in tampered]) == [
        CodeFault.FORGED
    ] * len(tampered)
    assert not CodeUse.objects.exists()
    assert other.pk


def test_a_stopped_code_is_refused_and_the_next_one_counts(hall):
    stop_codes(hall.li.account, at=at(9, 1))

    assert faults(lambda: read(hall, minute=2)) == [CodeFault.STOPPED]
    assert read(hall, shown(hall, 2), minute=2)


def test_the_code_of_a_closed_account_is_refused(hall):
    type(hall.li.account).objects.filter(pk=hall.li.account.pk).update(is_active=False)

    assert faults(lambda: read(hall)) == [CodeFault.BLOCKED]


def test_misuse_is_kept_with_its_reason_and_tells_no_more(hall):
    read(hall)
    faults(lambda: read(hall))

    entry = Entry.objects.get(move="refuse_code")
    assert entry.payload == {"kind": "kiosk", "place": "C01", "why": "used"}


def test_who_tries_too_many_codes_waits_and_nobody_else_does(hall, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"code_refused": "2/m"}
    second = places.add_kiosk(hall.place, "三号机", by=hall.head, at=at(8))
    faults(*[lambda: read(hall, "TB-1-1.x")] * 2)

    with pytest.raises(Refused, match="过多"):
        read(hall)
    assert read(hall, machine=second)


def test_the_machine_gives_the_number_of_the_appointment_and_afterwards_the_same(hall):
    cast.planned(hall)
    booked = appointments.book(cast.slot_at(hall, 10), hall.li, by=hall.li.account, at=at(8))

    ticket = come_to_machine(read(hall), at=at(9, 1))
    again = come_to_machine(read(hall, shown(hall, 2), minute=2), at=at(9, 2))

    assert ticket.appointment == booked
    assert again == ticket
    assert Ticket.objects.count() == 1


def test_at_the_window_a_visit_without_a_name_is_known_by_the_code(hall):
    cast.opened(hall)
    ticket = taken(hall)
    service.call_next(hall.one, by=hall.wang, at=at(9))

    use = use_at_window(hall.shown, hall.one, by=hall.wang, at=at(9, 1))

    assert fresh(ticket).applicant == hall.li
    assert read_by(hall.wang, use.pk, at(9, 5)) == use


def test_only_who_read_the_code_sees_the_person_and_only_during_the_visit(hall):
    cast.opened(hall)
    ticket = taken(hall, applicant=hall.li)
    service.call_next(hall.one, by=hall.wang, at=at(9))
    service.serve(fresh(ticket), by=hall.wang, at=at(9))
    use = use_at_window(hall.shown, hall.one, by=hall.wang, at=at(9, 1))

    assert read_by(hall.zhao, use.pk, at(9, 2)) is None
    assert read_by(hall.head, use.pk, at(9, 2)) is None
    assert read_by(hall.wang, use.pk, at(9, 2)) == use
    service.finish(fresh(ticket), by=hall.wang, at=at(9, 3))
    assert read_by(hall.wang, use.pk, at(9, 4)) is None


def test_without_a_visit_an_officer_says_why_and_sees_the_person_for_an_hour(hall):
    cast.opened(hall)

    with pytest.raises(Refused, match="取号"):
        use_at_window(hall.shown, hall.one, by=hall.wang, at=at(9, 1))
    use = use_at_window(hall.shown, hall.one, by=hall.wang, at=at(9, 2), basis="咨询帮办")

    assert Entry.objects.get(move="use_code").note == "咨询帮办"
    assert read_by(hall.wang, use.pk, at(9, 30)) == use
    assert read_by(hall.wang, use.pk, at(10, 30)) is None
    assert read_by(hall.wang, use.pk, at(9, 30, day=TUESDAY + timedelta(days=1))) is None


def test_who_does_not_serve_reads_no_code(hall):
    cast.opened(hall)

    with pytest.raises(PermissionDenied):
        use_at_window(hall.shown, hall.one, by=hall.sun, at=at(9, 1))


def test_what_is_written_is_read_again_to_the_thousandth():
    assert read_code(write_code(7, at(9))) == (7, at(9))


def test_codes_their_uses_and_misuses_are_proven(hall):
    cast.opened(hall)
    taken(hall)
    service.call_next(hall.one, by=hall.wang, at=at(9))
    use_at_window(hall.shown, hall.one, by=hall.wang, at=at(9, 1))
    read(hall)
    faults(lambda: read(hall))
    stop_codes(hall.li.account, at=at(9, 2))

    seal(at=cast.timezone_now())

    assert [str(problem) for problem in verify().problems] == []
