"""What knowledge publishes to measurement: what is shown, what was looked up, what was missing, what samples found."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
OWNER = FactColumn("unit", "text", _("Unit that keeps the answer"), groups=True)

ENTRIES = Fact(
    name="knowledge_entries",
    title=_("Answers ever shown, in versions"),
    day="published_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the version")),
        AREA,
        FactColumn("published_on", "day", _("Day it was first shown")),
        FactColumn("entry", "text", _("Number of the entry")),
        OWNER,
        FactColumn("visibility", "text", _("public or agents"), groups=True),
        FactColumn("status", "text", _("published, stale, superseded or retired"), groups=True),
        FactColumn("is_shown", "yes", _("Whether it is shown today")),
        FactColumn("is_stale", "yes", _("Whether it carries a warning today")),
        FactColumn("confirmed_on", "day", _("Day somebody last vouched for it")),
        FactColumn("review_on", "day", _("Day up to which it counts as confirmed")),
        FactColumn("written_in_time", "yes", _("Whether it was shown within the days from its draft")),
        FactColumn("helped", "whole", _("Votes that it helps")),
        FactColumn("did_not_help", "whole", _("Votes that it does not")),
        SIMULATED,
    ),
    query=f"""
        SELECT version.reference, '{{area}}' AS area, (version.published_at {LOCAL})::date AS published_on,
          entry.reference AS entry, unit.name AS unit, version.visibility, version.status,
          version.status IN ('published', 'stale') AS is_shown, version.status = 'stale' AS is_stale,
          version.confirmed_on, version.review_on,
          (version.published_at {LOCAL})::date <= version.promised_on AS written_in_time,
          coalesce(votes.helped, 0) AS helped, coalesce(votes.did_not, 0) AS did_not_help,
          entry.is_example AS is_simulated
        FROM knowledge_entryversion AS version
        JOIN knowledge_knowledgeentry AS entry ON entry.id = version.entry_id
        JOIN people_department AS unit ON unit.id = entry.owner_id
        LEFT JOIN (
          SELECT version_id, count(*) FILTER (WHERE is_helpful) AS helped,
            count(*) FILTER (WHERE NOT is_helpful) AS did_not
          FROM knowledge_entryvote GROUP BY version_id
        ) AS votes ON votes.version_id = version.id
        WHERE version.published_at IS NOT NULL
    """,
)
LOOKUPS = Fact(
    name="knowledge_lookups",
    title=_("Questions looked up: answered from an entry, or not found"),
    day="looked_on",
    subjects=("reference",),
    columns=(
        FactColumn(
            "reference", "text", _("Number of the call or order, or of the question without an answer")
        ),
        AREA,
        FactColumn("looked_on", "day", _("Day it was looked up")),
        FactColumn("unit", "text", _("Unit that keeps the answer or is to give it"), groups=True),
        FactColumn("is_answered", "yes", _("Whether an entry answered it")),
        SIMULATED,
    ),
    query=f"""
        SELECT use.matter AS reference, '{{area}}' AS area, (use.at {LOCAL})::date AS looked_on, unit.name AS unit,
          true AS is_answered, entry.is_example AS is_simulated
        FROM knowledge_entryuse AS use
        JOIN knowledge_entryversion AS version ON version.id = use.version_id
        JOIN knowledge_knowledgeentry AS entry ON entry.id = version.entry_id
        JOIN people_department AS unit ON unit.id = entry.owner_id
        UNION ALL
        SELECT gap.reference, '{{area}}', (gap.reported_at {LOCAL})::date, unit.name, false, gap.is_example
        FROM knowledge_gap AS gap
        CROSS JOIN LATERAL generate_series(1, gap.asked) AS times
        LEFT JOIN people_department AS unit ON unit.id = gap.unit_id
    """,
)
GAPS = Fact(
    name="knowledge_gaps",
    title=_("Questions without an answer"),
    day="reported_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the question")),
        AREA,
        FactColumn("reported_on", "day", _("Day it was reported")),
        FactColumn("unit", "text", _("Unit to answer; nothing while none is assigned"), groups=True),
        FactColumn("status", "text", _("open, assigned, written, answered or declined"), groups=True),
        FactColumn("asked", "whole", _("How often it was asked")),
        FactColumn("due_on", "day", _("Last day to answer")),
        FactColumn("closed_on", "day", _("Day it was answered or declined")),
        FactColumn("is_in_time", "yes", _("Whether it was closed by the last day; nothing while open")),
        SIMULATED,
    ),
    query=f"""
        SELECT gap.reference, '{{area}}' AS area, (gap.reported_at {LOCAL})::date AS reported_on, unit.name AS unit,
          gap.status, gap.asked, gap.due_on, (gap.closed_at {LOCAL})::date AS closed_on,
          (gap.closed_at {LOCAL})::date <= gap.due_on AS is_in_time, gap.is_example AS is_simulated
        FROM knowledge_gap AS gap
        LEFT JOIN people_department AS unit ON unit.id = gap.unit_id
    """,
)
CHECKS = Fact(
    name="knowledge_checks",
    title=_("Answers drawn for a check"),
    day="drawn_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the version")),
        AREA,
        FactColumn("drawn_on", "day", _("Day of the draw")),
        FactColumn("sample", "text", _("Name of the sample"), groups=True),
        OWNER,
        FactColumn("checked_on", "day", _("Day of the check")),
        FactColumn("is_right", "yes", _("Whether the answer was found right; nothing while unchecked")),
        SIMULATED,
    ),
    query=f"""
        SELECT version.reference, '{{area}}' AS area, (checked.drawn_at {LOCAL})::date AS drawn_on, checked.sample,
          unit.name AS unit, (checked.checked_at {LOCAL})::date AS checked_on, checked.is_right,
          entry.is_example AS is_simulated
        FROM knowledge_accuracycheck AS checked
        JOIN knowledge_entryversion AS version ON version.id = checked.version_id
        JOIN knowledge_knowledgeentry AS entry ON entry.id = version.entry_id
        JOIN people_department AS unit ON unit.id = entry.owner_id
    """,
)
FACTS = (ENTRIES, LOOKUPS, GAPS, CHECKS)
