"""What can be compared: the frozen versions and the present states of a department's years."""

from dataclasses import dataclass

from django.db.models import Prefetch

from tongban.account.audit.report import Report
from tongban.account.evaluation.models import Evaluation, Version
from tongban.account.evaluation.queries.account import account_of, visible_to
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.versions import report_in
from tongban.ground.people.models import User


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a frozen version (v7), or a year as it stands now (d3)."""

    key: str
    evaluation: Evaluation
    version: Version | None = None

    @property
    def report(self) -> Report:
        """Return the report of this side."""
        return report_in(self.version) if self.version else report_of(account_of(self.evaluation))


def sides_for(evaluation: Evaluation, user: User) -> list[Side]:
    """Return what a year can be compared with: its own versions first, then the department's other years."""
    light = Prefetch("versions", Version.objects.order_by("-number"))
    years = visible_to(user).filter(department=evaluation.department).prefetch_related(light)
    ordered = sorted(years, key=lambda year: (year.pk != evaluation.pk, -year.year, year.pk))
    sides = []
    for year in ordered:
        sides.append(Side(f"d{year.pk}", year))
        sides += [Side(f"v{version.pk}", year, version) for version in year.versions.all()]
    return sides


def usual_pair(sides: list[Side], evaluation: Evaluation) -> tuple[str, str]:
    """Return what one most likely wants to compare: the last two versions, or the last version and now."""
    own = [side for side in sides if side.evaluation.pk == evaluation.pk]
    versions = [side for side in own if side.version]
    if len(versions) > 1:
        return versions[1].key, versions[0].key
    others = versions or [side for side in sides if side.evaluation.pk != evaluation.pk]
    return (others[0].key if others else own[0].key), own[0].key
