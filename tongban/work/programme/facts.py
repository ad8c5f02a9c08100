"""What programmes publish to measurement: each broadcast, each question, and what the platforms said."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
PROGRAMMES = Fact(
    name="programmes",
    title=_("Live programmes"),
    day="planned_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the programme")),
        AREA,
        FactColumn("planned_on", "day", _("Day it was planned for")),
        FactColumn("status", "text", _("Status of the programme"), groups=True),
        FactColumn("started_on", "day", _("Day it went on air; nothing while it has not")),
        FactColumn("is_on_time", "yes", _("Whether it went on air by the minute it was planned for")),
        FactColumn("late_minutes", "whole", _("Whole minutes from the planned to the real start, if late")),
        FactColumn("questions", "whole", _("Questions received")),
        FactColumn("likes", "whole", _("Likes counted by our own page, once it is over")),
        FactColumn("viewers_peak", "whole", _("Most viewers at once on our own page, once it is over")),
        FactColumn("viewers_total", "whole", _("Viewers in all on our own page, once it is over")),
        SIMULATED,
    ),
    query=f"""
        SELECT programme.reference, '{{area}}' AS area, (programme.planned_start {LOCAL})::date AS planned_on,
          programme.status, (programme.started_at {LOCAL})::date AS started_on,
          programme.started_at < programme.planned_start + interval '1 minute' AS is_on_time,
          greatest(0, floor(extract(epoch FROM programme.started_at - programme.planned_start) / 60)) AS late_minutes,
          (SELECT count(*) FROM programme_question AS question WHERE question.programme_id = programme.id) AS questions,
          programme.likes, programme.viewers_peak, programme.viewers_total, programme.is_example AS is_simulated
        FROM programme_programme AS programme
    """,
)
QUESTIONS = Fact(
    name="programme_questions",
    title=_("Questions to live programmes"),
    day="asked_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the question")),
        AREA,
        FactColumn("asked_on", "day", _("Day it was asked")),
        FactColumn("programme", "text", _("Number of the programme"), groups=True),
        FactColumn("source", "text", _("web, phone or studio (put on air)"), groups=True),
        FactColumn("unit", "text", _("Unit that answers"), groups=True),
        FactColumn("status", "text", _("Status of the question"), groups=True),
        FactColumn("is_accepted", "yes", _("Whether it was accepted; nothing while it was not looked at")),
        FactColumn("is_answered_on_air", "yes", _("Whether it was answered on air")),
        FactColumn("order_reference", "text", _("Number of the hotline order it became; nothing where none")),
        FactColumn("due_on", "day", _("Last day for the answer in writing")),
        FactColumn("published_on", "day", _("Day the answer in writing was published")),
        FactColumn("is_solved", "yes", _("Whether the look-back found it solved; nothing before it")),
        SIMULATED,
    ),
    query=f"""
        SELECT question.reference, '{{area}}' AS area, (question.asked_at {LOCAL})::date AS asked_on,
          programme.reference AS programme, question.source, unit.name AS unit, question.status,
          CASE WHEN question.status <> 'received' THEN question.status <> 'rejected' END AS is_accepted,
          question.answered_at IS NOT NULL AS is_answered_on_air, nullif(question.order_reference, '') AS order_reference,
          question.due_on, (question.published_at {LOCAL})::date AS published_on, question.is_solved,
          programme.is_example AS is_simulated
        FROM programme_question AS question
        JOIN programme_programme AS programme ON programme.id = question.programme_id
        LEFT JOIN people_department AS unit ON unit.id = question.unit_id
    """,
)
FIGURES = Fact(
    name="programme_figures",
    title=_("What platforms said of live programmes"),
    day="exported_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the programme")),
        AREA,
        FactColumn("exported_on", "day", _("Day the platform's export was made")),
        FactColumn("platform", "text", _("Platform"), groups=True),
        FactColumn("viewers_peak", "whole", _("Most viewers at once, as the platform says")),
        FactColumn("viewers_total", "whole", _("Viewers in all, as the platform says")),
        FactColumn("likes", "whole", _("Likes, as the platform says")),
        FactColumn("evidence", "text", _("SHA-256 of the export")),
        SIMULATED,
    ),
    query="""
        SELECT DISTINCT ON (figures.programme_id, figures.platform)
          programme.reference, '{area}' AS area,
          figures.exported_on, figures.platform, figures.viewers_peak, figures.viewers_total, figures.likes,
          figures.evidence_id AS evidence, programme.is_example AS is_simulated
        FROM programme_platformfigures AS figures
        JOIN programme_programme AS programme ON programme.id = figures.programme_id
        ORDER BY figures.programme_id, figures.platform, figures.id DESC
    """,
)
FACTS = (PROGRAMMES, QUESTIONS, FIGURES)
