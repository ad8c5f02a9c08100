"""The stages of a project: which were begun, which is next, what is missing before it."""

from django.utils.translation import gettext as _

from tongban.work.cases.bundles.queries import latest_parts
from tongban.work.cases.models import JointStatus
from tongban.work.construction.models import ClassStage, Kind, Project, Stage
from tongban.work.construction.rules import Lack, lacks_of_stage

OVER = (JointStatus.WITHDRAWN, JointStatus.DISCARDED)


def last_stages(project: Project) -> dict[int, Stage]:
    """Return by number the stages that were begun, of repeated ones the last; what was withdrawn does not count."""
    rows = project.stages.select_related("joint__version__lead", "joint__applicant").order_by("attempt")
    return {each.number: each for each in rows if each.joint.status not in OVER}


def next_stage(project: Project) -> ClassStage | None:
    """Return the stage that may be begun next, None when the last was begun."""
    begun = last_stages(project)
    limits = project.of.stages.select_related("bundle").order_by("number")
    return next((each for each in limits if each.number not in begun), None)


def lacks_before(project: Project, number: int) -> list[Lack]:
    """Return what of the stage before is missing; before the first nothing is."""
    of = project.of.stages.filter(number__lt=number).order_by("-number").first()
    if of is None:
        return []
    stage = last_stages(project).get(of.number)
    if stage is None:
        return lacks_of_stage({}, {})
    parts = {each.item.name: each.standing for each in latest_parts(stage.joint)}
    passed = stage.reviews.filter(status="passed").exists()
    return lacks_of_stage(parts, {of.review: passed} if of.review else {})


def lack_in_words(lack: Lack) -> str:
    """Return what is missing as people say it."""
    if lack.kind == "stage":
        return _("the application of the stage before is not filed")
    if lack.kind == "review":
        return _("%(review)s has not passed") % {"review": Kind(lack.name).label}
    return _("%(item)s is not granted") % {"item": lack.name}
