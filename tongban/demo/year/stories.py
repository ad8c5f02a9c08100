"""The course of one application as a card of the plan tells it: who did what, at which minute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tongban.demo.year.plan import Card, YearPlan
from tongban.demo.year.staff import Officer, YearStaff, present
from tongban.ground.people.actors import Actor
from tongban.work.cases.bulk.course import ApplicantRef, CourseMove
from tongban.work.cases.bulk.guides import CourseGuide

SHANGHAI = ZoneInfo("Asia/Shanghai")
FAULT, REASON = "（示例）复印件不清晰，请重新提交。", "（示例）材料与法定条件不符，详见审查意见。"
WHERE = "苏州市某区行政审批局（示例）"
ASSESSED_FROM = "专项委托业务费"
LATE = 0.0035
"""How many cases are decided after the promised day."""


@dataclass
class Hours:
    """The year's working days and who is here on each."""

    plan: YearPlan
    staff: YearStaff
    firms: Mapping[str, int]
    days: list[date]
    places: dict[date, int]
    _midnights: dict[date, datetime] = field(default_factory=dict)
    _clerks: dict[date, list[Officer]] = field(default_factory=dict)
    _reviewers: dict[tuple[int, date], list[Officer]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: YearPlan, staff: YearStaff, firms: Mapping[str, int]) -> "Hours":
        """Return the hours of a year and of the next, into which its last cases run."""
        days = [*plan.days, *plan.calendar.provisional(plan.year + 1).working_days(plan.year + 1)]
        return cls(plan, staff, firms, days, {day: place for place, day in enumerate(days)})

    def at(self, day: date, seconds: int) -> datetime:
        """Return an instant of a day, so many seconds after its midnight."""
        known = self._midnights.get(day)
        if known is None:
            known = self._midnights[day] = datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)
        return known + timedelta(seconds=seconds)

    def later(self, day: date, count: int) -> date:
        """Return the working day so many after another."""
        return self.days[self.places[day] + count]

    def clerks(self, day: date) -> list[Officer]:
        """Return the clerks who are here."""
        if day not in self._clerks:
            self._clerks[day] = list(present(self.staff.clerks, day))
        return self._clerks[day]

    def reviewers(self, division: int, day: date) -> list[Officer]:
        """Return the reviewers of a division who are here."""
        key = (division, day)
        if key not in self._reviewers:
            self._reviewers[key] = list(present(self.staff.reviewers[division], day))
        return self._reviewers[key]


class CourseStory:
    """One application being built: the day it has reached, and its moves so far."""

    def __init__(
        self,
        hours: Hours,
        card: Card,
        guide: CourseGuide,
        applicant: ApplicantRef,
        index: int,
        draw: Random,
    ) -> None:
        self.hours, self.card, self.guide, self.applicant = hours, card, guide, applicant
        self.index, self.draw = index, draw
        self.moves: list[CourseMove] = []
        self.day, self.now = hours.days[0], datetime.min.replace(tzinfo=UTC)

    def build(self, day: date, seconds: int, applicant: Actor | None) -> list[CourseMove]:
        """Build the whole course from the filing on."""
        self.day, self.now = day, self.hours.at(day, seconds)
        self.clerk = self._pick(self.hours.clerks(day))
        if applicant is not None:
            self._file(applicant)
        else:
            self.moves.append(CourseMove("take_in", self.clerk, self.now))
        WAYS.get(self.card.kind, CourseStory._plain)(self)
        return self.moves

    def _file(self, applicant: Actor) -> None:
        self._do("begin", applicant, 0, 0)
        if self.guide.version.mode == "commitment":
            self._do("commit", applicant, 5, 20)
        self._do("file", applicant, 1, 9)
        self.at_once = self.guide.version.mode in ("at_once", "commitment")

    at_once: bool | None = None

    def _do(
        self,
        move: str,
        by: Actor | None,
        least: int,
        most: int,
        **facts: Any,
    ) -> None:
        """Do something some minutes after what was done before."""
        if most:
            self.now += timedelta(seconds=int(60 * (least + (most - least) * self.draw.random())))
        self.moves.append(CourseMove(move, by, self.now, facts))

    def _wait(self, count: int, first: int = 540, last: int = 990) -> None:
        """Go on to a later working day, at some minute of its hours."""
        if count:
            self.day = self.hours.later(self.day, count)
            self.now = self.hours.at(self.day, 60 * first + int(60 * (last - first) * self.draw.random()))

    def _pick(self, officers: list[Officer]) -> Actor:
        return officers[int(self.draw.random() * len(officers))].actor

    @property
    def head(self) -> Actor:
        """Return the head of the division that decides."""
        return self.hours.staff.heads[self.guide.version.item.division_id]

    def _plain(self) -> None:
        self._accept()
        self._review(self._pace())
        self._grant()
        self._hand_over()

    def _accept(self) -> None:
        if self.at_once is None:
            self.at_once = self.guide.version.mode == "at_once"
        if not self.at_once and self.draw.random() < 0.15:
            self._wait(1)
        self._do("accept", self.clerk, 2, 9)

    def _pace(self) -> int:
        """Return how many working days the review takes: mostly well within the promise, seldom late."""
        if self.at_once:
            return 0
        promised = self.guide.version.promised_length
        if self.draw.random() < LATE:
            return int(promised) + 1 + int(3 * self.draw.random())
        return min(int(promised), max(0, round(promised * (0.2 + 0.65 * self.draw.random()))))

    def _review(self, days: int, *, objects: bool = False) -> None:
        """Let each step speak in turn, spread over so many days; the last may object."""
        steps, done, reached = self.guide.steps, 0, 0
        whole = sum(step.days for step in steps) or 1
        for number, step in enumerate(steps, start=1):
            done += step.days
            place = days if number == len(steps) else round(days * done / whole)
            self._wait(place - reached)
            reached = max(place, reached)
            by = self._pick(self.hours.reviewers(self.guide.division_of(step), self.day))
            speaks = "object" if objects and number == len(steps) else "agree"
            opinion = REASON if speaks == "object" else "符合条件（示例）"
            self._do(speaks, by, 2, 14, opinion=opinion)

    def _grant(self) -> None:
        self._do("grant", self.head, 1, 8)
        if not self.at_once and self.draw.random() < 0.6:
            self._wait(1)
        self._do("issue", self.clerk, 1, 6)

    def _hand_over(self) -> None:
        if not self.at_once:
            self._wait(int(4 * self.draw.random()))
        way = "electronic" if self.draw.random() < (0.9 if self.card.online else 0.12) else "window"
        self._do("deliver", self.clerk, 1, 6, way=way)

    def _mailed(self) -> None:
        self._accept()
        self._review(0)
        self._grant()
        waybill = f"EMS{self.hours.plan.year % 100}{self.index:08d}CS"
        who = self.applicant
        to = {"recipient": who.name, "phone": who.phone, "address": who.address}
        self._do("order_courier", self.clerk, 20, 90, courier="中国邮政（示例）", payer="bureau", **to)
        self._do("take_order", None, 0, 1, waybill=waybill)
        price = {
            "price_yuan": Decimal(self.card.rank) / 100,
            "weight_grams": 90 + int(400 * self.draw.random()),
        }
        self._wait(1 + int(2 * self.draw.random()))
        self._do("track", None, 0, 0, state="signed", signed_at=self.now)
        self._do("sign_for", None, 0, 0)
        self._do("settle_price", self.clerk, 5, 30, **price)

    def _returned(self) -> None:
        if self.draw.random() < 0.4:
            self._wait(1 + int(2 * self.draw.random()))
        faulty = next((each.material_id for each in self.guide.materials if each.state == "shown"), None)
        told = {"faults": {faulty: FAULT}} if faulty else {"faults": {}, "form_fault": FAULT}
        self._do("return", self.clerk, 4, 15, **told)
        self._wait(1 + int(6 * self.draw.random()))
        if faulty:
            self._do("show", self.clerk, 0, 0, material=faulty)
        self._do("take_completion", self.clerk, 0, 0)
        self._plain()

    def _withdrawn(self) -> None:
        if self.guide.version.mode != "at_once":
            self._accept()
            self._wait(1)
        self._do("take_withdrawal", self.clerk, 3, 12, reason="申请人撤回（示例）")

    def _declined(self) -> None:
        reason = "不属于本机关职权范围（示例）"
        self._do("decline", self.clerk, 4, 12, reason=reason, where_to_go=WHERE)

    def _unneeded(self) -> None:
        self._do("find_unneeded", self.clerk, 4, 12, reason="该事项依法不需要行政许可（示例）")

    def _terminated(self) -> None:
        self._accept()
        self._wait(1)
        self._do("terminate", self.head, 5, 60, reason="申请人主体已注销（示例）")

    def _refused(self) -> None:
        self._accept()
        self._review(self._pace(), objects=True)
        self._do("refuse", self.head, 10, 50, reasons=REASON)
        self._wait(1 + int(2 * self.draw.random()))
        self._do("deliver_refusal", self.clerk, 1, 6)

    def _silent(self) -> None:
        self.at_once = False
        self._wait(6, 30, 40)
        self._do("accept_by_silence", None, 0, 0)
        self._wait(1)
        self._review(max(1, self._pace() - 6))
        self._grant()
        self._hand_over()

    def _paused(self) -> None:
        self._accept()
        said = self.guide.version.special_procedures[0]
        days = max(2, round(said["days"] * (0.5 + 0.5 * self.draw.random())))
        self._stop(said["kind"], days, str(said.get("note") or "依法需要专门程序") + "（示例）", 1)
        self._wait(days)
        self._go_on()

    def _stop(self, kind: str, days: int, reason: str, after: int) -> Actor:
        self._wait(after)
        division = self.guide.version.item.division_id
        by = self._pick(self.hours.reviewers(division, self.day))
        self._do("pause", by, 3, 20, reason=reason, kind=kind, needed_days=days)
        return by

    def _go_on(self) -> None:
        by = self._pick(self.hours.reviewers(self.guide.version.item.division_id, self.day))
        self._do("resume", by, 3, 20, result="专门程序已结束，符合要求（示例）")
        self._review(max(1, self._pace() - 2))
        self._grant()
        self._hand_over()

    def _extended(self) -> None:
        self._accept()
        promised = int(self.guide.version.promised_length)
        self._wait(promised - 1)
        reason = "案情复杂，需进一步核实（示例）"
        self._do("extend", self.hours.staff.leader, 5, 50, reason=reason, days=5)
        self._review(1 + int(4 * self.draw.random()))
        self._grant()
        self._hand_over()

    def _assessed(self) -> None:
        """Let a firm assess a feasibility report; it is finished and paid on the day that the plan says."""
        self._accept()
        finished = self.hours.plan.assessed_on(self.card.rank)
        days = max(1, self.hours.places[finished] - self.hours.places[self.day] - 1)
        by = self._stop("expert_review", days, "委托第三方评估可行性研究报告（示例）", 1)
        seed = f"{self.draw.getrandbits(256):064x}"
        self._do("draw_assessor", by, 5, 15, firms=self.hours.firms, seed=seed)
        self._wait(self.hours.places[finished] - self.hours.places[self.day])
        fee = {"fee_yuan": self.hours.plan.fee(self.card.rank), "budget_line": ASSESSED_FROM}
        self._do("settle_fee", by, 0, 0, **fee)
        self._go_on()

    def _contested(self, kind: str, authority: str, received: date, outcome: str, lasts: int) -> None:
        """Contest what was decided, before an authority that decides in the end."""
        self._plain()
        self._wait(max(0, self.hours.places[received] - self.hours.places[self.day]))
        number = f"（{received.year}）苏示例{'行初' if kind == 'lawsuit' else '行复'}{self.card.rank + 1}号"
        said = {"kind": kind, "authority": authority, "received_on": received, "number": number}
        self._do("register_remedy", self.hours.staff.lawyer, 5, 60, **said)
        self._wait(lasts)
        ended = {"outcome": outcome, "closed_on": self.day, "lessons": "加强释法说理（示例）"}
        self._do("close_remedy", self.hours.staff.lawyer, 5, 60, **ended)

    def _sued(self) -> None:
        received = self.hours.plan.sued_on(self.card.rank)
        outcome = ("upheld", "withdrawn", "upheld", "upheld")[self.card.rank % 4]
        self._contested("lawsuit", "苏州市某区人民法院（示例）", received, outcome, 45)

    def _reconsidered(self) -> None:
        received = self.hours.later(self.day, 16 + int(10 * self.draw.random()))
        outcome = ("upheld", "withdrawn", "upheld", "changed", "upheld")[self.card.rank % 5]
        self._contested("reconsideration", "苏州市人民政府（示例）", received, outcome, 25)


WAYS: dict[str, Callable[[CourseStory], None]] = {
    "mailed": CourseStory._mailed,
    "returned": CourseStory._returned,
    "withdrawn": CourseStory._withdrawn,
    "declined": CourseStory._declined,
    "unneeded": CourseStory._unneeded,
    "terminated": CourseStory._terminated,
    "refused": CourseStory._refused,
    "silent": CourseStory._silent,
    "paused": CourseStory._paused,
    "extended": CourseStory._extended,
    "assessed": CourseStory._assessed,
    "sued": CourseStory._sued,
    "reconsidered": CourseStory._reconsidered,
}
"""How each way of the plan is told; every other one is plain."""
