"""What the hall publishes to measurement: visits, appointments, time at windows. No applicant, no officer."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"

VISITS = Fact(
    name="visits",
    title=_("Visits to halls and points"),
    day="visited_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the visit")),
        AREA,
        FactColumn("visited_on", "day", _("Day of the visit")),
        FactColumn("hour", "whole", _("Hour in which the number was taken, local time"), groups=True),
        FactColumn("place", "text", _("Name of the place"), groups=True),
        FactColumn(
            "place_kind", "text", _("centre, sub_centre, special, community or terminal"), groups=True
        ),
        FactColumn("district", "text", _("District or street of the place"), groups=True),
        FactColumn("line", "text", _("Group of items in which they waited last"), groups=True),
        FactColumn("source", "text", _("kiosk, staff, portal or appointment"), groups=True),
        FactColumn("has_priority", "yes", _("Whether somebody had priority")),
        FactColumn("status", "text", _("Status of the ticket"), groups=True),
        FactColumn("errands", "whole", _("How many things they came for")),
        FactColumn("is_for_case", "yes", _("Whether it was for a case that the ticket knew")),
        FactColumn(
            "is_told_missing", "yes", _("Whether something missing was told when the number was taken")
        ),
        FactColumn("is_over", "yes", _("Whether the visit is over")),
        FactColumn("is_served", "yes", _("Whether it was served to the end; nothing while it is not over")),
        FactColumn(
            "is_abandoned", "yes", _("Whether they left unserved; nothing while the visit is not over")
        ),
        FactColumn(
            "wait_minutes", "whole", _("Minutes from the number to the first call, begun ones counted")
        ),
        FactColumn(
            "service_minutes", "whole", _("Minutes from the first service to the end, begun ones counted")
        ),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, it.day AS visited_on,
          extract(hour FROM it.taken_at {LOCAL})::bigint AS hour, place.name AS place, place.kind AS place_kind,
          district.name AS district, line.name AS line, it.source,
          it.priority <> '' AS has_priority, it.status,
          (SELECT count(*) FROM hall_errand AS errand WHERE errand.ticket_id = it.id) AS errands,
          EXISTS (SELECT FROM hall_errand AS errand WHERE errand.ticket_id = it.id AND errand.case_reference <> '')
            AS is_for_case,
          EXISTS (SELECT FROM hall_errand AS errand WHERE errand.ticket_id = it.id AND errand.missing <> '[]'::jsonb)
            AS is_told_missing,
          it.status IN ('finished', 'left') AS is_over,
          CASE WHEN it.status IN ('finished', 'left') THEN it.status = 'finished' END AS is_served,
          CASE WHEN it.status IN ('finished', 'left') THEN it.served_at IS NULL END AS is_abandoned,
          ceil(extract(epoch FROM it.first_called_at - it.taken_at) / 60)::bigint AS wait_minutes,
          CASE WHEN it.status = 'finished' THEN ceil(extract(epoch FROM it.over_at - it.served_at) / 60)::bigint END
            AS service_minutes,
          it.is_example AS is_simulated
        FROM hall_ticket AS it
        JOIN hall_place AS place ON place.id = it.place_id
        JOIN hall_servicegroup AS line ON line.id = it.group_id
        JOIN hotline_area AS district ON district.id = place.area_id
    """,
)
APPOINTMENTS = Fact(
    name="appointments",
    title=_("Appointments"),
    day="expected_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the appointment")),
        AREA,
        FactColumn("expected_on", "day", _("Day of the appointment, or of the waiting list")),
        FactColumn("place", "text", _("Name of the place"), groups=True),
        FactColumn("line", "text", _("Group of items"), groups=True),
        FactColumn("status", "text", _("Status of the appointment"), groups=True),
        FactColumn("has_priority", "yes", _("Whether somebody had priority")),
        FactColumn(
            "is_kept",
            "yes",
            _("Whether somebody came in time; nothing before that is known, or where cancelled"),
        ),
        FactColumn("booked_on", "day", _("Day it was booked or joined the waiting list")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, it.day AS expected_on, place.name AS place, line.name AS line, it.status,
          it.has_priority, CASE WHEN it.status IN ('arrived', 'no_show') THEN it.status = 'arrived' END AS is_kept,
          (it.booked_at {LOCAL})::date AS booked_on, it.is_example AS is_simulated
        FROM hall_appointment AS it
        JOIN hall_place AS place ON place.id = it.place_id
        JOIN hall_servicegroup AS line ON line.id = it.group_id
    """,
)
WINDOW_TIMES = Fact(
    name="window_times",
    title=_("Times at windows that have ended"),
    day="began_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Name of the window in the ledger")),
        AREA,
        FactColumn("began_on", "day", _("Day on which it began")),
        FactColumn("place", "text", _("Name of the place"), groups=True),
        FactColumn("window", "text", _("Number of the window"), groups=True),
        FactColumn("kind", "text", _("comprehensive or special"), groups=True),
        FactColumn("is_paused", "yes", _("Whether the window was paused in it")),
        FactColumn("minutes", "whole", _("Minutes, begun ones counted")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, (period.began_at {LOCAL})::date AS began_on, place.name AS place,
          it.number AS window, it.kind, period.is_paused,
          ceil(extract(epoch FROM period.ended_at - period.began_at) / 60)::bigint AS minutes,
          place.is_example AS is_simulated
        FROM hall_windowperiod AS period
        JOIN hall_window AS it ON it.id = period.window_id
        JOIN hall_place AS place ON place.id = it.place_id
        WHERE period.ended_at IS NOT NULL
    """,
)
REACH = Fact(
    name="reach",
    title=_("Residents who reach an open place in time"),
    day="measured_on",
    columns=(
        FactColumn("reference", "text", _("Day, item and hour of the measure")),
        AREA,
        FactColumn("measured_on", "day", _("Working day of the measure, one a month")),
        FactColumn("item", "text", _("Name of the item"), groups=True),
        FactColumn("hour", "whole", _("Hour of the day"), groups=True),
        FactColumn("reached", "whole", _("Residents within reach of a place that is open for it")),
        FactColumn("residents", "whole", _("Residents of the grid")),
        SIMULATED,
    ),
    query="""
        SELECT concat_ws(' ', it.day, item.code, it.hour) AS reference, '{area}' AS area, it.day AS measured_on,
          item.name AS item, it.hour, it.reached, it.residents, it.is_example AS is_simulated
        FROM hall_reachshare AS it
        JOIN catalogue_item AS item ON item.id = it.item_id
    """,
)
CODE_USES = Fact(
    name="code_uses",
    title=_("Uses of the one code of a person"),
    day="used_on",
    columns=(
        FactColumn("reference", "text", _("Number of the use; it names nobody")),
        AREA,
        FactColumn("used_on", "day", _("Day of the use")),
        FactColumn("kind", "text", _("What read it: kiosk, window, terminal or rating"), groups=True),
        FactColumn("place", "text", _("Name of the place"), groups=True),
        FactColumn("district", "text", _("District or street of the place"), groups=True),
        SIMULATED,
    ),
    query=f"""
        SELECT 'USE-' || it.id AS reference, '{{area}}' AS area, (it.at {LOCAL})::date AS used_on, it.kind,
          place.name AS place, district.name AS district, place.is_example AS is_simulated
        FROM hall_codeuse AS it
        JOIN hall_place AS place ON place.id = it.place_id
        JOIN hotline_area AS district ON district.id = place.area_id
    """,
)
FACTS = (VISITS, APPOINTMENTS, WINDOW_TIMES, REACH, CODE_USES)
