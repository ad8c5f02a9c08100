"""What can be compared: the frozen versions and the present states of a department's years."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Subquery

from tongban.account.audit.report import Report
from tongban.account.evaluation.models import Evaluation, Version
from tongban.account.evaluation.queries.account import accounts_of, visible_to
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.stamps import with_stamp
from tongban.account.evaluation.queries.versions import report_in
from tongban.ground.people.models import User


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a frozen version (v7), or a year as it stands now (d3)."""

    key: str
    evaluation: Evaluation
    version: Version | None = None


def reports_of(sides: Sequence[Side]) -> list[Report]:
    """Return the reports of sides; years as they stand are read together."""
    now = list({side.evaluation.pk: side.evaluation for side in sides if side.version is None}.values())
    standing = {account.evaluation.pk: account for account in accounts_of(now)} if now else {}
    return [
        report_in(side.version) if side.version else report_of(standing[side.evaluation.pk]) for side in sides
    ]


def years_beside(pk: int, user: User) -> list[Evaluation]:
    """Return the years of the department of a year with their versions; none when one may not see that year."""
    light = Prefetch("versions", Version.objects.order_by("-number"))
    department = Evaluation.objects.filter(pk=pk).values("department")
    last = Version.objects.filter(evaluation=OuterRef("pk")).order_by("-number").values("number")[:1]
    seen = with_stamp(visible_to(user)).filter(department__in=department)
    years: list[Evaluation] = list(seen.annotate(last_version=Subquery(last)).prefetch_related(light))
    return years if any(year.pk == pk for year in years) else []


def sides_for(evaluation: Evaluation, years: Sequence[Evaluation]) -> list[Side]:
    """Return what a year can be compared with: its own versions first, then the department's other years."""
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
