"""The figures of the hall a second time, from its tables."""

from datetime import UTC, date, datetime, timedelta

from tests.periods import DAYS, HOURS
from tongban.offer.catalogue.models import Item
from tongban.work.hall.models import (
    Appointment,
    CodeUse,
    Errand,
    PersonCode,
    Place,
    ReachShare,
    Ticket,
    WindowPeriod,
)

VISITED = f"FROM hall_ticket WHERE day {DAYS}"
WAITED = "ceil(extract(epoch FROM first_called_at - taken_at) / 60)"
SERVED = "ceil(extract(epoch FROM over_at - served_at) / 60)"


def middle(minutes, share, where):
    """Return the SQL of a quantile and of how many it rests on."""
    return f"""SELECT (percentile_cont({share}) WITHIN GROUP (ORDER BY {minutes}))::numeric, count({minutes})
        {VISITED} AND {where}"""


SQL = {
    "hall-visits": f"SELECT count(*), NULL {VISITED}",
    "hall-wait-median": middle(WAITED, 0.5, "first_called_at IS NOT NULL"),
    "hall-wait-p90": middle(WAITED, 0.9, "first_called_at IS NOT NULL"),
    "hall-service-median": middle(SERVED, 0.5, "status = 'finished'"),
    "hall-abandoned": f"""SELECT coalesce(sum((served_at IS NULL)::int), 0), count(*) {VISITED}
        AND status IN ('finished', 'left')""",
    "hall-told-missing": f"""SELECT count(DISTINCT ticket_id) FILTER (WHERE EXISTS (SELECT FROM hall_errand AS other
          WHERE other.ticket_id = hall_errand.ticket_id AND jsonb_array_length(other.missing) > 0)),
        count(DISTINCT ticket_id) FROM hall_errand
        WHERE case_reference <> '' AND ticket_id IN (SELECT id {VISITED})""",
    "hall-appointments": f"SELECT count(*), NULL FROM hall_appointment WHERE day {DAYS}",
    "hall-appointments-kept": f"""SELECT count(*) FILTER (WHERE status = 'arrived'), count(*) FROM hall_appointment
        WHERE day {DAYS} AND status IN ('arrived', 'no_show')""",
    "hall-visits-near": f"""SELECT count(*) FILTER (WHERE kind <> 'centre'), count(*) FROM hall_ticket
        JOIN hall_place ON hall_place.id = place_id WHERE day {DAYS}""",
    "hall-comprehensive": f"""SELECT count(*) FILTER (WHERE kind = 'comprehensive'), count(*) FROM hall_windowperiod
        JOIN hall_window ON hall_window.id = window_id
        WHERE began_at {HOURS} AND ended_at IS NOT NULL AND NOT is_paused""",
    "hall-window-minutes": f"""SELECT sum(ceil(extract(epoch FROM ended_at - began_at) / 60)), NULL
        FROM hall_windowperiod WHERE began_at {HOURS} AND ended_at IS NOT NULL AND NOT is_paused""",
    "hall-reach": f"""SELECT sum(reached), sum(residents) FROM hall_reachshare
        WHERE day {DAYS} AND hour BETWEEN 9 AND 16""",
    "hall-code-uses": f"SELECT count(*), NULL FROM hall_codeuse WHERE at {HOURS}",
}


def let_happen(chance, by):
    """Let people wait and be served for other lengths, come for cases that lack something, and windows close."""
    for ticket in Ticket.objects.order_by("pk"):
        earlier = timedelta(seconds=chance.randint(0, 3000))
        ticket.taken_at -= earlier
        if ticket.over_at and ticket.served_at:
            ticket.over_at += timedelta(seconds=chance.randint(0, 900))
        ticket.save()
    for errand in Errand.objects.order_by("pk"):
        errand.case_reference = chance.choice(["", "CASE-2022-000001"])
        errand.missing = chance.choice([[], ["身份证明"]]) if errand.case_reference else []
        errand.save()
    for appointment in Appointment.objects.filter(status="booked").order_by("pk"):
        appointment.status = chance.choice(["booked", "arrived", "no_show"])
        appointment.save()
    for period in WindowPeriod.objects.filter(ended_at=None).order_by("pk"):
        period.ended_at = period.began_at + timedelta(seconds=chance.randint(0, 9000))
        period.save()
    for hour in range(7, 20):
        reached = chance.randint(0, 1000)
        ReachShare.objects.create(
            day=date(2022, 3, 1), item=Item.objects.earliest("pk"), hour=hour, reached=reached, residents=1000
        )
    code = PersonCode.objects.create(reference="CODE-BY-HAND", account=by)
    for second in range(chance.randint(3, 9)):
        at = datetime(2022, 3, 1, 2, 0, second, tzinfo=UTC)
        CodeUse.objects.create(
            code=code, issued_at=at, kind="kiosk", place=Place.objects.earliest("pk"), at=at
        )
