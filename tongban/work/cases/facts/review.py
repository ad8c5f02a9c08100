"""What happens to an accepted case, as facts: steps, special procedures, extensions, assessments, remedies."""

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

OPENED = f"coalesce(step_done.opened_at, step_done.done_at, matter.accepted_at, matter.filed_at) {LOCAL}"

STEPS = Fact(
    name="steps",
    title=_("Steps of the review"),
    day="opened_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("opened_on", "day", _("Day the step was opened")),
        FactColumn("step", "text", _("Name of the step"), groups=True),
        FactColumn("stage", "whole", _("Place in the flow; equal numbers run side by side"), groups=True),
        FactColumn("round", "whole", _("Which time the step is worked on")),
        FactColumn("step_division", "text", _("Division that does the step"), groups=True),
        FactColumn("state", "text", _("waiting, open, agreed, objected or sent_back"), groups=True),
        FactColumn("due_on", "day", _("Last day of the step")),
        FactColumn("done_on", "day", _("Day the step was done")),
        FactColumn("done_at", "moment", _("When the step was done, local time")),
        FactColumn(
            "worked_days",
            "whole",
            _("Working days from opening to the end of the step, special procedures left out"),
        ),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, ({OPENED})::date AS opened_on, step.name AS step, step_done.stage, step_done.round,
          place.name AS step_division, step_done.state, step_done.due_on,
          (step_done.done_at {LOCAL})::date AS done_on, step_done.done_at {LOCAL} AS done_at,
          last.running - first.running - {stopped_days(f"({OPENED})::date", f"(step_done.done_at {LOCAL})::date")}
            AS worked_days
        FROM {OF_CASE}
        JOIN cases_review AS step_done ON step_done.case_id = matter.id
        JOIN catalogue_step AS step ON step.id = step_done.step_id
        JOIN people_department AS place ON place.id = step_done.division_id
        LEFT JOIN kit_countedday AS first ON first.day = ({OPENED})::date
        LEFT JOIN kit_countedday AS last ON last.day = (step_done.done_at {LOCAL})::date
        WHERE {FILED}
    """,
)

PAUSES = Fact(
    name="pauses",
    title=_("Special procedures"),
    day="since",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("since", "day", _("First day that does not count")),
        FactColumn("until", "day", _("Last day that does not count; nothing while it stands")),
        FactColumn("kind", "text", _("Kind of the special procedure"), groups=True),
        FactColumn("needed_days", "whole", _("Working days needed, as told in writing")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, pause.since, pause.until, pause.kind, pause.needed_days
        FROM {OF_CASE} JOIN cases_pause AS pause ON pause.case_id = matter.id WHERE {FILED}
    """,
)

EXTENSIONS = Fact(
    name="extensions",
    title=_("Extensions of the limit"),
    day="extended_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("extended_on", "day", _("Day the extension was approved")),
        FactColumn("days", "whole", _("Working days added")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (more.at {LOCAL})::date AS extended_on, more.days
        FROM {OF_CASE} JOIN cases_extension AS more ON more.case_id = matter.id WHERE {FILED}
    """,
)

ASSESSMENTS = Fact(
    name="assessments",
    title=_("Assessments by third parties"),
    day="drawn_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("drawn_on", "day", _("Day the firm was drawn")),
        FactColumn("finished_on", "day", _("Day the special procedure ended; nothing while it stands")),
        FactColumn("assessor", "text", _("Firm drawn"), groups=True),
        FactColumn("fee_yuan", "yuan", _("Fee paid, yuan")),
        FactColumn("score", "whole", _("Score of the report, 0 to 100")),
        FactColumn("budget_line", "text", _("Budget line it was paid from"), groups=True),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (assessment.drawn_at {LOCAL})::date AS drawn_on, pause.until AS finished_on,
          assessor.name AS assessor, assessment.fee_yuan, assessment.score, assessment.budget_line
        FROM {OF_CASE}
        JOIN cases_pause AS pause ON pause.case_id = matter.id
        JOIN cases_assessment AS assessment ON assessment.pause_id = pause.id
        JOIN cases_assessor AS assessor ON assessor.id = assessment.assessor_id
        WHERE {FILED}
    """,
)

REMEDIES = Fact(
    name="remedies",
    title=_("Reconsiderations and lawsuits"),
    day="received_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("received_on", "day", _("Day it was received")),
        FactColumn("kind", "text", _("reconsideration or lawsuit"), groups=True),
        FactColumn("stage", "text", _("How far it has come"), groups=True),
        FactColumn("outcome", "text", _("How it ended; empty while open"), groups=True),
        FactColumn("closed_on", "day", _("Day it was closed")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, remedy.received_on, remedy.kind, remedy.stage, remedy.outcome, remedy.closed_on
        FROM {OF_CASE} JOIN cases_remedy AS remedy ON remedy.case_id = matter.id WHERE {FILED}
    """,
)
