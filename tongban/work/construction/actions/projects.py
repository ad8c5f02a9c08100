"""What is done with a project: registered, its next stage begun, closed, given up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.ledger import Refused, lock_matter, start_chain
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.offer.bundles.models import BundleVersion
from tongban.work.cases.bundles.actions import begin_joint
from tongban.work.construction.models import CODE, Project, ProjectClass, Stage
from tongban.work.construction.numbers import PROJECTS
from tongban.work.construction.queries.stages import lack_in_words, lacks_before, next_stage
from tongban.work.construction.states import PROJECT


class ProjectContent(NamedTuple):
    """What a project says of itself."""

    code: str
    name: str
    place: str
    of: ProjectClass
    is_example: bool = False


@transaction.atomic
def register(said: ProjectContent, enterprise: Applicant, *, by: User, at: datetime) -> Project:
    """Register a project of one's own, or of whom one acts for."""
    _require_acting(enterprise.pk, by, at)
    return _made("register", said, enterprise, by, at)


@transaction.atomic
def enter(said: ProjectContent, enterprise: Applicant, *, by: User, at: datetime) -> Project:
    """Enter a project for an enterprise, at the desk."""
    return _made("enter", said, enterprise, by, at)


def _made(move: str, said: ProjectContent, enterprise: Applicant, by: User, at: datetime) -> Project:
    code = said.code.strip()
    try:
        CODE(code)
    except ValidationError as error:
        raise Refused(str(error.message)) from error
    if not said.name.strip() or not said.place.strip():
        raise Refused(_("A project has a name and a place."))
    if not ProjectClass.on(localdate(at)).filter(pk=said.of.pk).exists():
        raise Refused(_("What this class may take was entered anew. Choose it again."))
    if Project.objects.filter(code=code).exists():
        raise Refused(_("This project code is registered already."))
    project = Project(
        reference=PROJECTS.next(localdate(at)),
        code=code,
        name=said.name.strip(),
        place=said.place.strip(),
        of=said.of,
        enterprise=enterprise,
        begun_at=at,
        is_example=said.is_example,
    )
    start_chain(project)
    PROJECT.make(move, project, by=by, at=at, payload={"code": code, "class": said.of.name})
    project.save()
    return project


@transaction.atomic
def begin_stage(project: Project, *, by: User, at: datetime) -> Stage:
    """Begin the next stage once nothing is missing of the one before: a draft of its one application."""
    project = lock_matter(Project, project.pk)
    _require_acting(project.enterprise_id, by, at)
    coming = next_stage(project)
    if coming is None:
        raise Refused(_("The last stage was begun already."))
    if lacking := lacks_before(project, coming.number):
        raise Refused(
            _("Before this stage may begin: %(what)s.") % {"what": "；".join(map(lack_in_words, lacking))}
        )
    version = coming.bundle.versions.filter(status="published").first()
    if version is None:
        raise Refused(_("The bundle of this stage is not offered at present."))
    joint = begin_joint(
        version,
        project.enterprise,
        by=by,
        at=at,
        answers=_answers(version, project.of.name),
        is_example=project.is_example,
    )
    told = {"stage": coming.number, "application": joint.reference}
    PROJECT.make("begin_stage", project, by=by, at=at, facts={}, payload=told)
    attempt = project.stages.filter(number=coming.number).count() + 1
    return Stage.objects.create(project=project, number=coming.number, attempt=attempt, joint=joint)


def _answers(version: BundleVersion, name: str) -> Mapping[str, Any]:
    """Return the answer that the class of the project gives: to each question that has it among its choices."""
    return {each.code: name for each in version.questions.all() if name in each.choices}


@transaction.atomic
def finish(project: Project, *, by: User, at: datetime) -> Project:
    """Close a project whose last stage is done."""
    project = lock_matter(Project, project.pk)
    PROJECT.need("finish", project, by=by)
    last = max(project.of.stages.values_list("number", flat=True))
    if lacking := lacks_before(project, last + 1):
        raise Refused(
            _("Still missing of the last stage: %(what)s.") % {"what": "；".join(map(lack_in_words, lacking))}
        )
    PROJECT.make("finish", project, by=by, at=at, facts={"ended_on": localdate(at)})
    return project


@transaction.atomic
def give_up(project: Project, reason: str, *, by: User, at: datetime) -> Project:
    """Enter that a project is given up; what was decided stays."""
    project = lock_matter(Project, project.pk)
    PROJECT.need("give_up", project, by=by)
    if not reason.strip():
        raise Refused(_("Say why."))
    PROJECT.make("give_up", project, by=by, at=at, facts={"ended_on": localdate(at)}, note=reason.strip())
    return project


def _require_acting(enterprise: int, by: User, at: datetime) -> None:
    if not applicants_of(by, localdate(at)).filter(pk=enterprise).exists():
        raise PermissionDenied
