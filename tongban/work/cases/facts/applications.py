"""Applications as facts: one row a case, and one row for each move of a case."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn
from tongban.work.cases.facts.columns import (
    FILED,
    LOCAL,
    OF_CASE,
    PLACE,
    REFERENCE,
    SHARED,
    stopped_days,
)
from tongban.work.cases.states import CHART


def _of_case(table: str, asked: str = "", condition: str = "true", group: str = "") -> str:
    """Return what is asked of the rows of a case in another table: by its index, and only where a column is read."""
    return f"(SELECT {asked} FROM {table} AS beside WHERE beside.case_id = matter.id AND {condition} {group})"


def _materials(condition: str) -> str:
    """Return how many materials of a case are such; nothing where none was laid out."""
    return _of_case(
        "cases_casematerial", f"count(*) FILTER (WHERE {condition})", group="GROUP BY beside.case_id"
    )


CASES = Fact(
    name="cases",
    title=_("Applications filed"),
    day="filed_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("filed_on", "day", _("Day the application was filed or taken in")),
        FactColumn("filed_hour", "whole", _("Hour of that day, 0 to 23"), groups=True),
        *PLACE,
        FactColumn("sub_item", "text", _("Sub-item that the business item belongs to"), groups=True),
        FactColumn("theme", "text", _("Theme of the item"), groups=True),
        FactColumn("applicant_kind", "text", _("person or enterprise"), groups=True),
        FactColumn("channel", "text", _("online or window"), groups=True),
        FactColumn("mode", "text", _("ordinary, at_once (on the spot) or commitment"), groups=True),
        FactColumn(
            "officer", "text", _("Pseudonym of who took the application in"), groups=True, is_open=False
        ),
        FactColumn("status", "text", _("Status of the case"), groups=True),
        FactColumn("outcome", "text", _("granted, refused or nothing while undecided"), groups=True),
        FactColumn("was_returned", "yes", _("Whether it was returned for completion")),
        FactColumn("was_paused", "yes", _("Whether a special procedure stopped the clock")),
        FactColumn("was_extended", "yes", _("Whether the limit was extended")),
        FactColumn("by_silence", "yes", _("Whether it was accepted by silence")),
        FactColumn("accepted_on", "day", _("Day the limits run from")),
        FactColumn("due_on", "day", _("Last day promised")),
        FactColumn("statutory_due_on", "day", _("Last day by law")),
        FactColumn("decided_on", "day", _("Day of the decision")),
        FactColumn("delivered_on", "day", _("Day the result was handed over")),
        FactColumn("promised_days", "whole", _("Working days promised; nothing where the unit is another")),
        FactColumn("statutory_days", "whole", _("Working days by law; nothing where the unit is another")),
        FactColumn(
            "worked_days", "whole", _("Working days from acceptance to decision, special procedures left out")
        ),
        FactColumn("materials", "whole", _("Materials asked for")),
        FactColumn(
            "spared_materials", "whole", _("Of these not handed in: on file, asked from the issuer, promised")
        ),
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED},
          (matter.filed_at {LOCAL})::date AS filed_on, extract(hour FROM matter.filed_at {LOCAL}) AS filed_hour,
          sub_item.name AS sub_item, item.theme, applicant.kind AS applicant_kind, matter.channel, matter.mode,
          coalesce({{pseudonym officer matter.taken_in_by_id}}, '') AS officer,
          matter.status,
          CASE WHEN matter.decided_on IS NOT NULL THEN
            CASE WHEN EXISTS {_of_case("cases_paper", condition="beside.kind = 'refusal'")}
            THEN 'refused' ELSE 'granted' END END AS outcome,
          matter.returned_at IS NOT NULL AS was_returned, EXISTS {_of_case("cases_pause")} AS was_paused,
          EXISTS {_of_case("cases_extension")} AS was_extended,
          matter.by_silence, matter.accepted_on, matter.due_on, matter.statutory_due_on, matter.decided_on,
          matter.delivered_on,
          CASE version.promised_unit WHEN 'working' THEN version.promised_length WHEN 'at_once' THEN 0 END
            AS promised_days,
          CASE version.statutory_unit WHEN 'working' THEN version.statutory_length END AS statutory_days,
          last.running - first.running - {stopped_days("matter.accepted_on", "matter.decided_on")} AS worked_days,
          {_materials("state <> 'not_needed'")} AS materials,
          {_materials("state IN ('on_file', 'asked', 'promised')")} AS spared_materials
        FROM {OF_CASE}
        LEFT JOIN catalogue_item AS sub_item ON sub_item.id = item.parent_id
        JOIN people_applicant AS applicant ON applicant.id = matter.applicant_id
        LEFT JOIN kit_countedday AS first ON first.day = matter.accepted_on
        LEFT JOIN kit_countedday AS last ON last.day = matter.decided_on
        WHERE {FILED}
    """,
)

EVENTS = Fact(
    name="events",
    title=_("Moves of applications"),
    day="filed_on",
    subjects=("reference",),
    foreseen=tuple(
        f"{before}>{move.name}>{move.to}" for move in CHART.moves.values() for before in (move.from_ or ("",))
    ),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("filed_on", "day", _("Day the application was filed or taken in")),
        FactColumn("number", "whole", _("Number of the entry in the ledger's chain of the case")),
        FactColumn("activity", "text", _("The move made"), groups=True),
        FactColumn("happened_at", "moment", _("When it was made, local time")),
        FactColumn("status_before", "text", _("Status before")),
        FactColumn("status_after", "text", _("Status after")),
        FactColumn("role", "text", _("Roles of who acted; nothing for the system"), groups=True),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (matter.filed_at {LOCAL})::date AS filed_on, entry.number, entry.move AS activity,
          entry.at {LOCAL} AS happened_at, entry.before AS status_before, entry.after AS status_after, entry.by_role AS role
        FROM {OF_CASE}
        JOIN ledger_entry AS entry ON entry.subject = matter.reference AND entry.kind = 'move'
        WHERE {FILED}
    """,
)
