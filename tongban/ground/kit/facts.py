"""What the house itself publishes to measurement: its own outages from the heartbeat, and the days it counts by."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

SERVICE_DAYS = Fact(
    name="service_days",
    title=_("Days of service"),
    day="on_day",
    is_open=True,
    columns=(
        FactColumn("reference", "text", _("SERVICE- and the day")),
        AREA,
        FactColumn("on_day", "day", _("The day, local time; only days that are over")),
        FactColumn("expected_minutes", "whole", _("Minutes of the day")),
        FactColumn(
            "down_minutes", "whole", _("Minutes without a heartbeat, gaps of up to two minutes left out")
        ),
        SIMULATED,
    ),
    query="""
        WITH up AS (
          SELECT range_agg(tstzrange(started_at, last_beat_at + interval '2 minutes')) AS runs,
            min(started_at) AS first_of_all, min(started_at) FILTER (WHERE NOT is_simulated) AS begun,
            range_agg(tstzrange(started_at, last_beat_at, '[]')) FILTER (WHERE is_simulated) AS simulated
          FROM kit_servicerun
        ), days AS (
          SELECT day::date AS on_day, day::timestamp AT TIME ZONE 'Asia/Shanghai' AS begin,
            (day + interval '1 day')::timestamp AT TIME ZONE 'Asia/Shanghai' AS finish, up.*
          FROM up, generate_series(
            (up.first_of_all AT TIME ZONE 'Asia/Shanghai')::date, (now() AT TIME ZONE 'Asia/Shanghai')::date - 1,
            interval '1 day'
          ) AS day
        )
        SELECT 'SERVICE-' || on_day AS reference, '{area}' AS area, on_day, 1440 AS expected_minutes,
          1440 - round(coalesce((
            SELECT sum(extract(epoch FROM upper(run) - lower(run)))
            FROM unnest(runs * tstzmultirange(tstzrange(begin, finish))) AS run
          ), 0) / 60) AS down_minutes,
          coalesce(tstzrange(begin, finish) <@ simulated, false) AS is_simulated
        FROM days
        WHERE begin >= begun OR tstzrange(begin, finish) <@ simulated
    """,
)
COUNTED_DAYS = Fact(
    name="counted_days",
    title=_("Counted days"),
    day="on_day",
    is_open=True,
    columns=(
        FactColumn("reference", "text", _("DAY- and the day")),
        AREA,
        FactColumn("on_day", "day", _("The day")),
        FactColumn("is_working", "yes", _("Whether it is a working day")),
        FactColumn("running", "whole", _("Working days up to and with it")),
    ),
    query="""
        SELECT 'DAY-' || day AS reference, '{area}' AS area, day AS on_day, is_working, running FROM kit_countedday
    """,
)
FACTS = (SERVICE_DAYS, COUNTED_DAYS)
