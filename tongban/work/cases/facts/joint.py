"""What joint applications publish to measurement: what a bundle was asked, and what the same had been item by item."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn
from tongban.work.cases.facts.columns import LOCAL

SETTLED = "joint.settled_on IS NOT NULL AND joint.status <> 'withdrawn'"
JOINT = Fact(
    name="joint_applications",
    title=_("Joint applications for bundles"),
    day="filed_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the joint application")),
        AREA,
        FactColumn("filed_on", "day", _("Day of filing")),
        FactColumn("bundle", "text", _("Name of the bundle"), groups=True),
        FactColumn(
            "origin", "text", _("List on which it stands: enterprise, person, project, local"), groups=True
        ),
        FactColumn("status", "text", _("Where it stands"), groups=True),
        FactColumn("delivery", "text", _("together or as_ready"), groups=True),
        FactColumn("parts", "whole", _("Items of it, each counted once")),
        FactColumn("failed", "whole", _("Attempts at a part that were not granted")),
        FactColumn(
            "materials_single", "whole", _("Materials that the items would have asked for one by one")
        ),
        FactColumn("materials", "whole", _("Materials submitted")),
        FactColumn("fields_single", "whole", _("Fields that the items would have asked for one by one")),
        FactColumn("fields", "whole", _("Fields of the one form")),
        FactColumn(
            "visits_single", "whole", _("Visits for filing and results, item by item, in the same channels")
        ),
        FactColumn(
            "visits", "whole", _("Visits for filing and for one delivery; nothing while it is not delivered")
        ),
        FactColumn("days_single", "whole", _("Working days that the items promise one after the other")),
        FactColumn("days", "whole", _("Working days from the filing until the last part had ended")),
        FactColumn("settled_on", "day", _("Day on which the last part had ended; not of withdrawn ones")),
        FactColumn("is_in_time", "yes", _("Whether that was by the one promised day")),
        SIMULATED,
    ),
    query=f"""
        SELECT joint.reference, '{{area}}' AS area, (joint.filed_at {LOCAL})::date AS filed_on, version.name AS bundle,
          version.origin, joint.status, joint.delivery,
          (SELECT count(DISTINCT part.item_id) FROM cases_jointpart AS part WHERE part.application_id = joint.id)
            AS parts,
          (SELECT count(*) FROM cases_jointpart AS part
            WHERE part.application_id = joint.id AND part.standing = 'failed') AS failed,
          joint.materials_single, joint.materials_joint AS materials, joint.fields_single,
          joint.fields_joint AS fields,
          CASE WHEN joint.delivered_on IS NOT NULL THEN counted.parts * (joint.channel = 'window')::int + counted.handed END
            AS visits_single,
          CASE WHEN joint.delivered_on IS NOT NULL THEN (joint.channel = 'window')::int
            + CASE joint.delivered_way WHEN 'apart' THEN counted.handed ELSE (counted.handed > 0)::int END END AS visits,
          joint.days_single, CASE WHEN {SETTLED} THEN last.running - first.running END AS days,
          CASE WHEN {SETTLED} THEN joint.settled_on END AS settled_on,
          CASE WHEN {SETTLED} THEN joint.settled_on <= joint.promised_on END AS is_in_time,
          joint.is_example AS is_simulated
        FROM cases_jointapplication AS joint
        JOIN bundles_bundleversion AS version ON version.id = joint.version_id
        LEFT JOIN kit_countedday AS first ON first.day = (joint.filed_at {LOCAL})::date
        LEFT JOIN kit_countedday AS last ON last.day = joint.settled_on
        LEFT JOIN LATERAL (
          SELECT count(DISTINCT part.item_id) AS parts, count(sent.id) FILTER (WHERE sent.way = 'window') AS handed
          FROM cases_jointpart AS part
          LEFT JOIN cases_case AS one ON one.id = part.case_id
          LEFT JOIN delivery_delivery AS sent ON sent.matter = one.reference AND sent.direction = 'to_applicant'
          WHERE part.application_id = joint.id
        ) AS counted ON true
        WHERE joint.filed_at IS NOT NULL
    """,
)
