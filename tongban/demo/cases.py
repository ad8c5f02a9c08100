"""A living office: some hundred invented cases in every state, driven there by the rooms' own actions.

Days are counted back from today, so that work lists hold what is due today, soon and overdue.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from itertools import cycle
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from tongban.demo.identities import enterprise, person
from tongban.demo.people import employ
from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.people.actions.applicants import register
from tongban.ground.people.models import Applicant, Assignment, Department, User
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.actions import decisions, intake, limits, materials, parcels, results, reviews
from tongban.work.cases.models import Case, Review
from tongban.work.cases.queries.reviews import current_reviews
from tongban.work.ratings import actions as ratings

SHANGHAI = ZoneInfo("Asia/Shanghai")
COUNT = 220
ENDS = (
    *("filed", "filed", "overlooked", "incomplete", "completed", "in_review", "in_review", "in_review"),
    *("late", "due", "paused", "extended", "to_decide", "to_decide", "granted", "issued", "sent"),
    *("delivered", "delivered", "delivered", "delivered", "archived", "archived", "refused"),
    *("withdrawn", "declined", "not_needed", "terminated"),
)
LEVELS = (5, 5, 4, 5, 0, 4, 3, 5, 1, 0, 5, 2)
REASON = "（示例）材料与法定条件不符，详见审查意见。"


@dataclass
class Scene:
    """Now, its calendar, and who works where."""

    now: datetime
    days: Calendar
    bureau: Department
    known: dict[tuple[str, int], User] = field(default_factory=dict)

    def at(self, ago: int, hour: int = 10) -> datetime:
        """Return an hour of the working day so many working days ago, and never what is still to come."""
        today = localdate(self.now)
        day = self.days.before(today, ago) if ago else today
        return min(datetime.combine(day, time(hour), SHANGHAI), self.now)

    def officer(self, role: str, department: Department | None = None) -> User:
        """Return who holds a role in a department; the demo invents somebody where nobody does."""
        place = department or self.bureau
        key = (role, place.pk)
        if key not in self.known:
            held = Assignment.objects.filter(role=role, user__department=place, user__is_active=True)
            found = held.select_related("user").first()
            self.known[key] = found.user if found else self._invented(role, place)
        return self.known[key]

    def _invented(self, role: str, place: Department) -> User:
        name = f"{place.code.removeprefix('DEMO-').lower()}-{role.replace('_', '-')}"
        shown = f"{place.name}·示例人员"
        return employ(name, shown, place, role)


def load_cases(
    now: datetime, count: int = COUNT, progress: Callable[[int, int], None] = lambda done, of: None
) -> int:
    """Load the cases once; return how many there are."""
    if not Case.objects.filter(is_example=True, taken_in_by__isnull=False).exists():
        bureau = Department.objects.get(code="DEMO-BUREAU")
        scene = Scene(now, calendar(), bureau)
        offered = ItemVersion.objects.filter(status="published", item__is_example=True)
        versions = list(offered.select_related("item__division", "licence_type").order_by("item__code"))
        applicants = {"person": _register(scene, person), "enterprise": _register(scene, enterprise)}
        for number, (end, version) in enumerate(zip(cycle(ENDS), _spread(versions, count), strict=False)):
            kind = version.audience if version.audience != "both" else ("person", "enterprise")[number % 2]
            of_kind = applicants[kind]
            Story(scene, number, version, of_kind[number * 7 % len(of_kind)]).tell(end)
            progress(number + 1, count)
    return Case.objects.filter(is_example=True).count()


def _spread(versions: list[ItemVersion], count: int) -> Iterator[ItemVersion]:
    """Return so many versions, neighbours far apart, so that every end meets every item in time."""
    return (versions[number * 5 % len(versions)] for number in range(count))


def _register(scene: Scene, make: Any, count: int = 40) -> list[Applicant]:
    clerk, at = scene.officer("window_clerk"), scene.at(200)
    rows = (asdict(make(number)) for number in range(1, count + 1))
    return [register(by=clerk, at=at, is_example=True, **row)[0] for row in rows]


class Story:
    """One case from the window to where it ends."""

    def __init__(self, scene: Scene, number: int, version: ItemVersion, applicant: Applicant) -> None:
        self.scene, self.number, self.version, self.applicant = scene, number, version, applicant
        self.division = version.item.division
        self.clerk = scene.officer("window_clerk")
        self.head = scene.officer("division_head", self.division)
        self.case: Case

    def tell(self, end: str) -> None:
        """Take the case in and lead it to its end."""
        ago = self._begun_ago(end)
        self._take_in(ago)
        getattr(self, f"_{end}")(ago)

    def _begun_ago(self, end: str) -> int:
        """Return how many working days ago the case came in, so that its end is where it should be now."""
        promised = self.version.promised_length if self.version.promised_unit == "working" else 3
        spread = self.number * 3
        recent = {
            "filed": spread % 4,
            "overlooked": 7,
            "incomplete": 2 + spread % 6,
            "completed": 3,
            "in_review": 1 + spread % max(1, promised - 1),
            "late": promised + 3,
            "due": promised,
            "paused": 2 + spread % max(1, promised),
            "extended": promised,
            "to_decide": 1 + spread % max(1, promised),
        }
        return recent.get(end, 15 + spread % 160)

    def _take_in(self, ago: int) -> None:
        answers = {each.code: _answer(each) for each in self.version.situations.all()}
        handed = {material.pk: () for material in self.version.materials.all()}
        self.case = intake.take_in(
            self.version,
            self.applicant,
            by=self.clerk,
            at=self.scene.at(ago, 9),
            answers=answers,
            form=_filled(self.version.form_schema, self.applicant),
            handed=handed,
            is_example=True,
        )

    def _filed(self, ago: int) -> None:
        """Nothing has happened yet."""

    _overlooked = _filed

    def _incomplete(self, ago: int) -> None:
        entry = self.case.materials.first()
        faults = {entry.pk: "（示例）复印件不清晰，请重新提交。"} if entry else {}
        told = "" if faults else "（示例）请补正表格内容。"
        self.case = intake.return_(
            self.case, faults, form_fault=told, by=self.clerk, at=self.scene.at(ago - 1)
        )

    def _completed(self, ago: int) -> None:
        self._incomplete(ago)
        for entry in self.case.materials.exclude(fault=""):
            materials.show(self.case, entry.material, by=self.clerk, at=self.scene.at(ago - 2))
        self.case = intake.take_completion(self.case, by=self.clerk, at=self.scene.at(ago - 2))

    def _in_review(self, ago: int) -> None:
        self.case = intake.accept(self.case, by=self.clerk, at=self.scene.at(ago, 11))

    _late = _due = _in_review

    def _reviewed(self, ago: int, then: int) -> None:
        self._in_review(ago)
        at = self.scene.at(then, 14)
        while open_ := [each for each in current_reviews(self.case) if each.state == Review.State.OPEN]:
            for review in open_:
                by = self.scene.officer("reviewer", review.division)
                if review.step.on_site:
                    self._check_on_site(review, by, at)
                reviews.agree(review, by=by, at=at, opinion="符合条件（示例）")

    def _check_on_site(self, review: Review, by: User, at: datetime) -> None:
        """Two officers look at the place; every third time something has to be put right first."""
        officers = (by, self.scene.officer("reviewer", self.division))
        found = [("passed", "布局、设施设备与申请材料一致（示例）")]
        if self.number % 3 == 0:
            found.insert(0, ("to_mend", "阴凉区温湿度计未校准，当场责令整改（示例）"))
        for outcome, finding in found:
            reviews.check_on_site(
                self.case,
                officers=officers,
                on=localdate(at),
                place=self.applicant.address,
                outcome=outcome,
                finding=finding,
                review=review,
                by=by,
                at=at,
            )

    def _to_decide(self, ago: int) -> None:
        self._reviewed(ago, max(0, ago - 1))

    def _paused(self, ago: int) -> None:
        self._in_review(ago)
        by = self.scene.officer("reviewer", self.division)
        at, why = self.scene.at(max(0, ago - 1), 15), "需组织专家评审（示例）"
        self.case = limits.pause(self.case, "expert_review", needed_days=15, reason=why, by=by, at=at)

    def _extended(self, ago: int) -> None:
        self._in_review(ago)
        leader = self.scene.officer("bureau_leader")
        reason = "案情复杂，需进一步核实（示例）"
        self.case = limits.extend(self.case, 5, reason=reason, by=leader, at=self.scene.at(1, 16))

    def _granted(self, ago: int) -> None:
        then = self._decided_ago(ago)
        self._reviewed(ago, then)
        self.case = decisions.grant(self.case, by=self.head, at=self.scene.at(then, 16))

    def _issued(self, ago: int) -> None:
        self._granted(ago)
        then = max(0, self._decided_ago(ago) - 1)
        self.case = results.issue(self.case, by=self.clerk, at=self.scene.at(then))

    def _sent(self, ago: int) -> None:
        self._issued(ago)
        parcels.order_courier(
            self.case,
            recipient=self.applicant.name,
            phone=self.applicant.phone,
            address=self.applicant.address,
            by=self.clerk,
            at=self.scene.at(0, 9),
        )

    def _delivered(self, ago: int) -> None:
        self._issued(ago)
        at = self.scene.at(max(0, self._decided_ago(ago) - 2))
        self.case = results.deliver(self.case, by=self.clerk, at=at)
        self._rate(at)

    def _archived(self, ago: int) -> None:
        self._delivered(ago)
        officer = self.scene.officer("licence_officer")
        self.case = decisions.archive(
            self.case, by=officer, at=self.scene.at(max(0, self._decided_ago(ago) - 3))
        )

    def _refused(self, ago: int) -> None:
        then = self._decided_ago(ago)
        self._reviewed(ago, then)
        self.case = decisions.refuse(self.case, reasons=REASON, by=self.head, at=self.scene.at(then, 16))

    def _withdrawn(self, ago: int) -> None:
        self.case = decisions.take_withdrawal(
            self.case, reason="申请人撤回（示例）", by=self.clerk, at=self.scene.at(ago - 1)
        )

    def _declined(self, ago: int) -> None:
        at, where = self.scene.at(ago, 11), "苏州市某区行政审批局（示例）"
        self.case = intake.decline(
            self.case, reason="不属于本机关职权范围（示例）", where_to_go=where, by=self.clerk, at=at
        )

    def _not_needed(self, ago: int) -> None:
        self.case = intake.find_unneeded(
            self.case, reason="该事项依法不需要行政许可（示例）", by=self.clerk, at=self.scene.at(ago, 11)
        )

    def _terminated(self, ago: int) -> None:
        self._in_review(ago)
        self.case = decisions.terminate(
            self.case, reason="申请人主体已注销（示例）", by=self.head, at=self.scene.at(ago - 2)
        )

    def _decided_ago(self, ago: int) -> int:
        promised = self.version.promised_length if self.version.promised_unit == "working" else 1
        taken = promised + 2 if self.number % 17 == 0 else max(1, promised * (1 + self.number % 4) // 5)
        return max(3, ago - taken)

    def _rate(self, at: datetime) -> None:
        invitation = ratings.invite(
            self.case.reference,
            item_name=self.version.item.name,
            division=self.division,
            officer=self.head,
            applicant=self.applicant,
            at=at,
        )
        level = LEVELS[self.number % len(LEVELS)]
        if level:
            reasons = ["speed"] if level < 3 else []
            text = "等候时间太长（示例）" if level < 3 else ""
            ratings.rate(invitation, level, channel="qr", reasons=reasons, text=text, at=at)


def _answer(situation: Any) -> Any:
    first = situation.choices[0] if situation.choices else ""
    chosen = first.get("value") if isinstance(first, Mapping) else first
    return {"yes_no": False, "number": 60, "choice": chosen}[situation.kind]


def _filled(schema: Mapping[str, Any], applicant: Applicant) -> dict[str, Any]:
    fields = schema.get("properties", {})
    return {name: _value(name, fields[name], applicant) for name in schema.get("required", fields)}


def _value(name: str, said: Mapping[str, Any], applicant: Applicant) -> Any:
    known = {"phone": applicant.phone, "contact": applicant.legal_representative or applicant.name}
    if "enum" in said:
        return said["enum"][0]
    if said.get("type") in ("number", "integer"):
        return max(60, said.get("minimum", 60))
    if said.get("type") == "boolean":
        return True
    if said.get("format") == "date":
        return "2022-01-04"
    return known.get(name, "示例")[: said.get("maxLength", 60)]
