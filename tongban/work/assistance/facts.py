"""Help of projects and people, for measurement. No person, no text."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
ASSISTANCES = Fact(
    name="assistances",
    title=_("Help of projects and people"),
    day="asked_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number")),
        AREA,
        FactColumn("asked_on", "day", _("Day it was asked for")),
        FactColumn("kind", "text", _("project or person"), groups=True),
        FactColumn("status", "text", _("Where it stands"), groups=True),
        FactColumn("assign_due_on", "day", _("Last day to name a helper")),
        FactColumn("assigned_on", "day", _("Day the helper was named last")),
        FactColumn("tasks", "whole", _("Tasks")),
        FactColumn("tasks_done", "whole", _("Tasks that were done")),
        FactColumn("hand_overs", "whole", _("Hand-overs that both helpers confirmed")),
        FactColumn("result", "text", _("done, partly or not_done; nothing while open"), groups=True),
        FactColumn("concluded_on", "day", _("Day the help was ended with a result")),
        FactColumn("days", "whole", _("Days from the asking to the end; nothing before it")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, (it.asked_at {LOCAL})::date AS asked_on, it.kind, it.status,
          it.assign_due_on, (it.assigned_at {LOCAL})::date AS assigned_on,
          (SELECT count(*) FROM assistance_task AS task WHERE task.assistance_id = it.id) AS tasks,
          (SELECT count(*) FROM assistance_task AS task WHERE task.assistance_id = it.id AND task.is_done) AS tasks_done,
          (SELECT count(*) FROM assistance_handover AS given WHERE given.assistance_id = it.id AND given.is_accepted)
            AS hand_overs,
          it.result, CASE WHEN it.status = 'concluded' THEN (it.ended_at {LOCAL})::date END AS concluded_on,
          CASE WHEN it.status = 'concluded' THEN (it.ended_at {LOCAL})::date - (it.asked_at {LOCAL})::date END AS days,
          it.is_example AS is_simulated
        FROM assistance_assistance AS it
    """,
)
FACTS = (ASSISTANCES,)
