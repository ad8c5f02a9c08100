"""Which projects somebody sees, and a project as its page shows it; every page starts from `visible_to(user)`."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.clock.lights import Light, LightRule
from tongban.ground.kit.calendars import calendar
from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of
from tongban.work.cases.bundles.queries import PartShown, parts_shown
from tongban.work.cases.models import Pause
from tongban.work.construction.models import ClassStage, Project, Review, Stage
from tongban.work.construction.queries.reviews import silent_bodies
from tongban.work.construction.queries.stages import last_stages
from tongban.work.construction.rules import Used, days_used


def visible_to(user: User, day: date | None = None) -> QuerySet[Project]:
    """Return the projects this person may see: every body sees them all, an enterprise its own."""
    found = Project.objects.select_related("of", "enterprise")
    if not user.is_authenticated:
        return found.none()
    if user.may("construction.read"):
        return found
    return found.filter(enterprise__in=applicants_of(user, day or localdate()))


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage on a page: what it may take, what it took, who holds it up."""

    of: ClassStage
    stage: Stage | None
    used: Used
    light: Light | None
    due_on: date | None
    parts: list[PartShown]
    reviews: list[Review]
    holding: list[str]

    @property
    def name(self) -> str:
        """Return the stage as its bundle is called: of a running one the version that applies to it."""
        return self.stage.joint.version.name if self.stage else self.of.name

    @property
    def left(self) -> int:
        """Return the days that are left, negative when it took more."""
        return self.of.days - self.used.counted

    @property
    def over(self) -> int:
        """Return the days beyond the limit, negative while some are left."""
        return -self.left


@dataclass(frozen=True, slots=True)
class ProjectShown:
    """A project on a page: its stages, and all of them together."""

    project: Project
    stages: list[StageShown]
    used: Used
    light: Light

    @property
    def holding(self) -> list[str]:
        """Return who holds it up."""
        return [each for stage in self.stages for each in stage.holding]


def project_shown(project: Project, on: date) -> ProjectShown:
    """Return a project for a page."""
    begun = last_stages(project)
    limits = project.of.stages.select_related("bundle").order_by("number")
    stages = [_shown(each, begun.get(each.number), on) for each in limits]
    whole = Used(sum(each.used.total for each in stages), sum(each.used.excluded for each in stages))
    return ProjectShown(project, stages, whole, _light(project.of.whole_days, whole))


def _shown(of: ClassStage, stage: Stage | None, on: date) -> StageShown:
    if stage is None or stage.joint.filed_at is None:
        return StageShown(of, stage, Used(0, 0), None, None, [], [], [])
    used = stage_used(stage, on)
    parts = parts_shown(stage.joint, on)
    reviews = list(stage.reviews.order_by("pk"))
    is_running = stage.joint.status == "under_way"
    due = last_day(Deadline(localdate(stage.joint.filed_at), of.days + used.excluded), calendar())
    holding = [*_held_by_parts(parts), *_held_by_reviews(reviews, on)] if is_running else []
    return StageShown(of, stage, used, _light(of.days, used), due, parts, reviews, holding)


def _light(days: int, used: Used) -> Light:
    """Return the colour of the days that are left; there is no due day while days may still be left out."""
    left = days - used.counted
    if left < 0:
        return Light.black
    return Light.red if left == 0 else LightRule().light_on(date.min, None, total=days, left=left)


def _held_by_parts(parts: list[PartShown]) -> list[str]:
    return [
        f"{each.part.item.name}（{each.part.case.division.name}）" if each.part.case else each.part.item.name
        for each in parts
        if each.holds_up
    ]


def _held_by_reviews(reviews: list[Review], on: date) -> list[str]:
    """Return who holds a review up: bodies that are late, or the applicant who corrects."""
    found = []
    for each in reviews:
        if each.status == "correcting":
            found.append(f"{each.get_kind_display()}（{each.get_status_display()}）")
        elif each.status == "asked" and each.due_on < on:
            found += [f"{each.get_kind_display()}（{body.name}）" for body in silent_bodies(each)]
    return found


def stage_used(stage: Stage, on: date) -> Used:
    """Return the working days of a stage until it was settled, or until a day."""
    if stage.joint.filed_at is None:
        return Used(0, 0)
    return days_used(
        localdate(stage.joint.filed_at), stage.joint.settled_on or on, left_out(stage, on), calendar()
    )


def left_out(stage: Stage, on: date) -> list[tuple[date, date]]:
    """Return the days that do not count: special procedures of its cases, corrections by the applicant."""
    pauses = Pause.objects.filter(case__in=stage.joint.parts.exclude(case=None).values("case"))
    found = [(since, until or on) for since, until in pauses.values_list("since", "until")]
    for review in stage.reviews.all():
        sets = {each.round: localdate(each.at) for each in review.sets.all()}
        for merged in review.merged.all():
            if merged.round + 1 in sets:
                found.append((localdate(merged.at), sets[merged.round + 1]))
            elif review.status == "correcting" and merged.round == review.round:
                found.append((localdate(merged.at), on))
    return found
