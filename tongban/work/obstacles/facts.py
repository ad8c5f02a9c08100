"""What could not be done, for measurement: entries and runs of changed rules. No person, no text."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
ENTRIES = Fact(
    name="obstacles",
    title=_("What could not be done"),
    day="taken_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the entry")),
        AREA,
        FactColumn("taken_on", "day", _("Day it was taken down")),
        FactColumn("source", "text", _("portal, window or refusal"), groups=True),
        FactColumn("kind", "text", _("What happened"), groups=True),
        FactColumn("item", "text", _("Name of the business item"), groups=True),
        FactColumn("division", "text", _("Division where it failed"), groups=True),
        FactColumn("unit", "text", _("Unit that looked into it"), groups=True),
        FactColumn("status", "text", _("Where it stands"), groups=True),
        FactColumn("outcome", "text", _("solved, explained or rule; nothing while open"), groups=True),
        FactColumn("barrier", "text", _("What stood in the way"), groups=True),
        FactColumn("is_declined", "yes", _("Whether it was no matter of this window")),
        FactColumn("due_on", "day", _("Last day to answer")),
        FactColumn("answered_on", "day", _("Day of the answer")),
        FactColumn("called_back_on", "day", _("Day of the call back")),
        FactColumn(
            "is_solved", "yes", _("Whether it is solved, as the person says; nothing before the call back")
        ),
        FactColumn("is_proposed", "yes", _("Whether a change of the item was begun")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, (it.taken_at {LOCAL})::date AS taken_on, it.source, it.kind,
          coalesce(item.name, '') AS item, coalesce(division.name, '') AS division, coalesce(unit.name, '') AS unit,
          it.status, it.outcome, it.barrier, it.status = 'declined' AS is_declined, it.due_on,
          (it.answered_at {LOCAL})::date AS answered_on, (it.called_back_at {LOCAL})::date AS called_back_on,
          it.is_solved, it.proposed_id IS NOT NULL AS is_proposed, it.is_example AS is_simulated
        FROM obstacles_obstacle AS it
        LEFT JOIN catalogue_item AS item ON item.id = it.item_id
        LEFT JOIN people_department AS division ON division.id = it.division_id
        LEFT JOIN people_department AS unit ON unit.id = it.unit_id
    """,
)
RUNS = Fact(
    name="obstacle_runs",
    title=_("Changed rules run on what could not be done"),
    day="run_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the entry")),
        AREA,
        FactColumn("run_on", "day", _("Day of the run")),
        FactColumn("item", "text", _("Name of the business item"), groups=True),
        FactColumn("would_succeed", "yes", _("Whether the same would succeed now")),
        FactColumn("hindrances", "whole", _("What would still stand against it")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, (run.at {LOCAL})::date AS run_on, item.name AS item, run.would_succeed,
          jsonb_array_length(run.hindrances) AS hindrances, it.is_example AS is_simulated
        FROM obstacles_rulerun AS run JOIN obstacles_obstacle AS it ON it.id = run.obstacle_id
        JOIN catalogue_itemversion AS version ON version.id = run.version_id
        JOIN catalogue_item AS item ON item.id = version.item_id
    """,
)
FACTS = (ENTRIES, RUNS)
