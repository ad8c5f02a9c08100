"""What construction projects publish to measurement: each stage with its days, counted and left out. No enterprise."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
LEFT_OUT = f"""
  EXISTS (SELECT FROM cases_pause AS pause JOIN cases_jointpart AS part ON part.case_id = pause.case_id
    WHERE part.application_id = joint.id AND day.day BETWEEN pause.since AND coalesce(pause.until, joint.settled_on))
  OR EXISTS (SELECT FROM construction_review AS review
    JOIN construction_mergedopinion AS merged ON merged.review_id = review.id
    JOIN construction_correctedset AS corrected
      ON corrected.review_id = review.id AND corrected.round = merged.round + 1
    WHERE review.stage_id = stage.id
      AND day.day BETWEEN (merged.at {LOCAL})::date AND (corrected.at {LOCAL})::date)
"""
STAGES = Fact(
    name="project_stages",
    title=_("Stages of construction projects"),
    day="filed_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the project")),
        AREA,
        FactColumn("filed_on", "day", _("Day of filing")),
        FactColumn("project_class", "text", _("Class of the project"), groups=True),
        FactColumn("stage", "whole", _("Number of the stage"), groups=True),
        FactColumn("settled_on", "day", _("Day on which the last part had ended")),
        FactColumn("days", "whole", _("Working days from the filing until then")),
        FactColumn(
            "days_left_out", "whole", _("Of these in special procedures or with the applicant to correct")
        ),
        FactColumn("days_counted", "whole", _("Working days that count towards the limit")),
        FactColumn("limit_days", "whole", _("Working days that the class may take for the stage")),
        FactColumn("is_within", "yes", _("Whether the counted days are within the limit")),
        SIMULATED,
    ),
    query=f"""
        SELECT found.*, days - days_left_out AS days_counted, days - days_left_out <= limit_days AS is_within FROM (
          SELECT project.reference, '{{area}}' AS area, (joint.filed_at {LOCAL})::date AS filed_on,
            class.name AS project_class, stage.number AS stage, joint.settled_on, counted.days,
            counted.days_left_out, may.days AS limit_days, project.is_example AS is_simulated
          FROM construction_stage AS stage
          JOIN construction_project AS project ON project.id = stage.project_id
          JOIN construction_projectclass AS class ON class.id = project.of_id
          JOIN construction_classstage AS may ON may.of_id = class.id AND may.number = stage.number
          JOIN cases_jointapplication AS joint ON joint.id = stage.joint_id
          LEFT JOIN LATERAL (
            SELECT count(*) AS days, count(*) FILTER (WHERE {LEFT_OUT}) AS days_left_out
            FROM kit_countedday AS day
            WHERE day.is_working AND day.day > (joint.filed_at {LOCAL})::date AND day.day <= joint.settled_on
          ) AS counted ON joint.settled_on IS NOT NULL
          WHERE joint.filed_at IS NOT NULL AND joint.status NOT IN ('withdrawn', 'discarded')
        ) AS found
    """,
)
FACTS = (STAGES,)
