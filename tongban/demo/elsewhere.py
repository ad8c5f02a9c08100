"""Citizens of the neighbouring city served there: taken in and handed over, decided here, handed out there."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tongban.demo.year.stories import SHANGHAI
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Applicant, Department, User
from tongban.ground.people.queries import holders_of
from tongban.work.cases.actions import decisions, intake, results, reviews
from tongban.work.cases.elsewhere.actions import confirm_receipt, pass_on
from tongban.work.cases.models import Case, ElsewhereItem, ElsewhereWay

COUNT, LASTS = 8, 15
"""So many are served in a year, the last so many working days ago: all have come to their end."""
PAPERS = "（示例）申请书原件、身份证明复印件"
HOUR = timedelta(hours=1)


def load_elsewhere(year: int, *, at: datetime, count: int = COUNT) -> int:
    """Lead the year's cases to their end at the neighbour's window, once; return how many were led."""
    began = datetime(year, 1, 1, tzinfo=SHANGHAI)
    listed = ElsewhereItem.objects.filter(way=ElsewhereWay.COLLECTED).select_related("office").first()
    persons = list(Applicant.objects.filter(is_example=True, kind="person").order_by("pk")[:count])
    told = Entry.objects.filter(move="take_in_elsewhere", at__range=(began, at - timedelta(days=LASTS)))
    if listed is None or told.exists():
        return 0
    days = [day for day in calendar().working_days(year) if day < at.date()][:-LASTS]
    chosen = [days[n * len(days) // count] for n in range(count)] if len(days) > count else []
    for person, day in zip(persons, chosen, strict=False):
        _lead(listed, person, day)
    return len(chosen)


def _lead(listed: ElsewhereItem, person: Applicant, day: date) -> None:
    version = listed.item.versions.get(status="published")
    at = datetime.combine(day, time(9), SHANGHAI).astimezone(UTC)
    there, here = _holder("cases.intake", listed.office, day), User.objects.get(username="chuangkou")
    handed = {material.pk: () for material in version.materials.all()}
    said: dict[str, Any] = {"handed": handed, "identity": "document", "is_example": True}
    case = intake.take_in(version, person, by=there, at=at, **said)
    confirm_receipt(pass_on(case, "decide", PAPERS, by=there, at=at + HOUR), by=here, at=at + 5 * HOUR)
    case = intake.accept(case, by=here, at=at + 6 * HOUR)
    case = _decided(case, day, at + 7 * HOUR)
    case = results.issue(case, by=here, at=at + 8 * HOUR)
    sent = pass_on(case, "result", "（示例）许可证正副本", by=here, at=at + 24 * HOUR)
    confirm_receipt(sent, by=there, at=at + 48 * HOUR)
    results.deliver(Case.objects.get(pk=case.pk), by=there, at=at + 49 * HOUR)


def _decided(case: Case, day: date, at: datetime) -> Case:
    """Let the steps speak, on site where they must look, and grant."""
    while opened := list(case.reviews.filter(state="open").select_related("step", "division")):
        for review in opened:
            by = _holder("cases.review", review.division, day)
            if review.step.on_site:
                other = _holder("cases.review", case.division, day)
                seen: dict[str, Any] = {"officers": (by, other), "on": day, "place": "苏州市示例路1号"}
                seen["outcome"] = "passed"
                reviews.check_on_site(
                    case, finding="与申请材料一致（示例）", review=review, by=by, at=at, **seen
                )
            reviews.agree(review, by=by, at=at, opinion="符合条件（示例）")
    head = _holder("cases.decide", case.division, day)
    return decisions.grant(Case.objects.get(pk=case.pk), by=head, at=at + HOUR / 2)


def _holder(permission: str, place: Department, day: date) -> User:
    """Return who may do something in a place; the demo's places have somebody for everything."""
    return holders_of(permission, day, [place.pk])[0]
