"""The figures of construction projects a second time, from their tables."""

from datetime import UTC, datetime, timedelta

from tests.periods import DAYS, LOCAL
from tongban.ground.people.models import Applicant
from tongban.work.cases.models import Case, JointPart, Pause
from tongban.work.cases.tests.bundles.by_hand import filed_one
from tongban.work.construction.models import Project, ProjectClass, Stage

DONE = f"""FROM construction_stage AS it JOIN cases_jointapplication AS one ON one.id = it.joint_id
    JOIN construction_project AS project ON project.id = it.project_id
    JOIN construction_classstage AS may ON may.of_id = project.of_id AND may.number = it.number
    WHERE one.settled_on {DAYS} AND one.status NOT IN ('withdrawn', 'discarded')"""
PAUSED = """SELECT generate_series(p.since, coalesce(p.until, one.settled_on), interval '1 day')::date
    FROM cases_pause AS p JOIN cases_jointpart AS part USING (case_id) WHERE part.application_id = one.id"""
CORRECTED = f"""SELECT generate_series((m.at {LOCAL})::date, (c.at {LOCAL})::date, interval '1 day')::date
    FROM construction_review AS r JOIN construction_mergedopinion AS m ON m.review_id = r.id
    JOIN construction_correctedset AS c ON c.review_id = r.id AND c.round = m.round + 1 WHERE r.stage_id = it.id"""
COUNTED = f"""(SELECT count(*) FROM kit_countedday AS d WHERE d.is_working AND d.day <= one.settled_on
    AND d.day > (one.filed_at {LOCAL})::date AND d.day NOT IN ({PAUSED} UNION {CORRECTED}))"""
SQL = {
    "project-stages": f"SELECT count(*), NULL {DONE}",
    "project-stages-within": f"SELECT coalesce(sum(({COUNTED} <= may.days)::int), 0), count(*) {DONE}",
    "project-stage-days": f"SELECT coalesce(sum({COUNTED}), 0), count(*) {DONE}",
}


def let_happen(chance, by):
    """Let stages of projects be filed and settled, some with a special procedure; one settled after the year."""
    applicant, ends = Applicant.objects.earliest("pk"), datetime(2022, 12, 20, 3, tzinfo=UTC)
    cases = list(Case.objects.filter(status="delivered").order_by("-pk")[:8])
    for number, of in enumerate(ProjectClass.objects.order_by("pk")):
        code = f"2022-320500-47-01-{900000 + number}"
        said = {"code": code, "name": code, "place": code, "of": of, "enterprise": applicant}
        project = Project.objects.create(
            reference=f"PROJ-2022-{900000 + number}", status="open", begun_at=ends, **said
        )
        for stage in of.stages.all()[:2]:
            version = stage.bundle.versions.get(status="published")
            filed_at = ends - timedelta(days=chance.randint(20, 90))
            joint = filed_one(100 + 10 * number + stage.number, version, applicant, filed_at, chance)
            joint.settled_on = filed_at.date() + timedelta(days=chance.randint(0, 45))
            joint.save()
            Stage.objects.create(project=project, number=stage.number, joint=joint)
            _pause(joint, version, cases.pop(), filed_at.date(), chance)


def _pause(joint, version, case, day, chance):
    row = version.items.order_by("position").first()
    JointPart.objects.create(application=joint, position=0, item=row.item, case=case, standing="granted")
    since = day + timedelta(days=chance.randint(0, 5))
    until = since + timedelta(days=chance.randint(0, 9))
    Pause.objects.create(
        case=case,
        kind="expert_review",
        since=since,
        until=until,
        needed_days=5,
        document="示例",
        reason="示例",
    )
