"""What inspection publishes to measurement: inspections, leads on forged closing, results of evaluations. No person, no text."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"

INSPECTIONS = Fact(
    name="hotline_inspections",
    title=_("Quality inspections of the hotline"),
    day="scored_on",
    subjects=("reference", "order_number"),
    columns=(
        FactColumn("reference", "text", _("Number of the inspection")),
        AREA,
        FactColumn("order_number", "text", _("Number of the order")),
        FactColumn("scored_on", "day", _("Day on which it was scored")),
        FactColumn("asked_by", "text", _("sample, or the rule that asked for it"), groups=True),
        FactColumn("unit", "text", _("Lead unit of the order"), groups=True),
        FactColumn("status", "text", _("Where it stands"), groups=True),
        FactColumn("is_double", "yes", _("Whether two inspect the order")),
        FactColumn("score_hundredths", "whole", _("Score in hundredths of a point, of 10000")),
        FactColumn("is_passed", "yes", _("Whether the score reaches the form's mark without a fatal error")),
        FactColumn("has_fatal", "yes", _("Whether a fatal error was found")),
        FactColumn("is_appealed", "yes", _("Whether the score was appealed against")),
        FactColumn("is_corrected", "yes", _("Whether a ruling gave other marks")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, the_order.reference AS order_number,
          (it.scored_at {LOCAL})::date AS scored_on, coalesce(rule.kind, 'sample') AS asked_by, unit.name AS unit,
          it.status, coalesce(sampled.is_double, false) AS is_double, (it.score * 100)::bigint AS score_hundredths,
          it.score >= form.pass_mark AND NOT it.has_fatal AS is_passed, it.has_fatal, it.appeal <> '' AS is_appealed,
          EXISTS (SELECT FROM inspection_criterionmark AS mark
            WHERE mark.inspection_id = it.id AND mark.is_ruling) AS is_corrected,
          the_order.is_example AS is_simulated
        FROM inspection_inspection AS it
        JOIN hotline_order AS the_order ON the_order.id = it.order_id
        JOIN inspection_qualityform AS form ON form.id = it.form_id
        LEFT JOIN inspection_hitrule AS rule ON rule.id = it.rule_id
        LEFT JOIN inspection_sampledorder AS sampled ON sampled.id = it.sampled_id
        LEFT JOIN people_department AS unit ON unit.id = it.unit_id
        WHERE it.scored_at IS NOT NULL
    """,
)
LEADS = Fact(
    name="hotline_closing_leads",
    title=_("Leads on forged closings of the hotline"),
    day="found_on",
    subjects=("reference", "order_number"),
    columns=(
        FactColumn("reference", "text", _("Number of the lead")),
        AREA,
        FactColumn("order_number", "text", _("Number of the order")),
        FactColumn("found_on", "day", _("Day on which the evidence was found")),
        FactColumn("judged_on", "day", _("Day on which somebody judged it; nothing before")),
        FactColumn("evidence", "text", _("repeated, names_nothing, no_contact or no_callback"), groups=True),
        FactColumn("unit", "text", _("Lead unit of the order"), groups=True),
        FactColumn("status", "text", _("Where it stands"), groups=True),
        FactColumn("is_confirmed", "yes", _("Whether the closing was found forged; nothing before")),
        FactColumn("is_false", "yes", _("Whether the lead was found false; nothing before")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, the_order.reference AS order_number,
          (it.found_at {LOCAL})::date AS found_on, (it.judged_at {LOCAL})::date AS judged_on, it.kind AS evidence,
          unit.name AS unit, it.status,
          CASE WHEN it.judged_at IS NOT NULL THEN it.status = 'confirmed' END AS is_confirmed,
          CASE WHEN it.judged_at IS NOT NULL THEN it.status = 'false' END AS is_false,
          the_order.is_example AS is_simulated
        FROM inspection_closinglead AS it
        JOIN hotline_order AS the_order ON the_order.id = it.order_id
        JOIN people_department AS unit ON unit.id = it.unit_id
    """,
)
RESULTS = Fact(
    name="hotline_evaluations",
    title=_("Results of evaluations of the hotline"),
    day="scored_on",
    subjects=("round",),
    columns=(
        FactColumn("reference", "text", _("Number of the round, code of the unit and of the indicator")),
        AREA,
        FactColumn("round", "text", _("Number of the round"), groups=True),
        FactColumn("scored_on", "day", _("Day on which the round was scored")),
        FactColumn("unit", "text", _("Unit evaluated"), groups=True),
        FactColumn("unit_rank", "whole", _("Rank of the unit in the round")),
        FactColumn("indicator", "text", _("Code of the indicator"), groups=True),
        FactColumn("indicator_name", "text", _("Name of the indicator"), groups=True),
        FactColumn("value_from", "text", _("system, mystery_call, survey or document"), groups=True),
        FactColumn("weight_hundredths", "whole", _("Hundredths of points to be had")),
        FactColumn(
            "points_hundredths",
            "whole",
            _("Hundredths of points; nothing where there was nothing to measure"),
        ),
        SIMULATED,
    ),
    query=f"""
        SELECT round.reference || ' ' || unit.code || ' ' || indicator.code AS reference, '{{area}}' AS area,
          round.reference AS round, (round.scored_at {LOCAL})::date AS scored_on, unit.name AS unit,
          evaluated.rank AS unit_rank, indicator.code AS indicator, indicator.name AS indicator_name,
          indicator.source AS value_from, (indicator.weight * 100)::bigint AS weight_hundredths,
          (it.points * 100)::bigint AS points_hundredths, round.is_example AS is_simulated
        FROM inspection_indicatorresult AS it
        JOIN inspection_evaluatedunit AS evaluated ON evaluated.id = it.evaluated_id
        JOIN inspection_evaluationround AS round ON round.id = evaluated.round_id
        JOIN inspection_standardindicator AS indicator ON indicator.id = it.indicator_id
        JOIN people_department AS unit ON unit.id = evaluated.unit_id
        WHERE round.status <> 'collecting'
    """,
)
FACTS = (INSPECTIONS, LEADS, RESULTS)
