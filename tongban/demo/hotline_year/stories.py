"""The course of one order: taken in, answered or dispatched, handled by a unit with its habits, called back, closed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tongban.demo.hotline_texts import InventedDemand, hollow_reply, reply
from tongban.demo.hotline_year.office import Office
from tongban.demo.hotline_year.plan import DATA
from tongban.demo.hotline_year.staff import Unit
from tongban.ground.clock.moments import day_of
from tongban.ground.people.actors import Actor
from tongban.work.hotline.bulk import OrderCourse, OrderMove, usual_days
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.outcome import Heard

SHARES = DATA["shares"]
MOST_ROUNDS, ATTEMPTS = 2, 3
REASONS = ("（示例）不属于我单位职责。", "（示例）按分工由其他单位办理。")
DECIDED = "（示例）按权责清单裁定。"


class OrderStory:
    """One order being told: the instant it has reached, and its moves so far."""

    def __init__(self, office: Office, told: InventedDemand, at: datetime, chance: Random) -> None:
        self.office, self.told, self.chance = office, told, chance
        self.begun = self.at = at
        self.unit = office.unit_for(told.subject.group)
        self.kind = _drawn(DATA["kinds"], chance)
        self.channel = _drawn(DATA["channels"], chance)
        self.is_reachable = not self._happens("unreachable")
        self.days = usual_days(self.kind, day_of(at))
        self.moves: list[OrderMove] = []

    def course(self, reference: str) -> OrderCourse:
        """Return the whole course, as far as it has come."""
        by = self._one(self.office.staff.agents) if self.channel in ("phone", "mail") else None
        if self.kind == "consult" and by is not None and self._happens("answered"):
            self._do("answer", by, self._later(0.03, 0.2), text=reply(self.told, self.chance))
        elif self._happens("handed_over"):
            self._hand_over()
        else:
            self._dispatch()
        moves = [move for move in self.moves if move.at <= self.office.until]
        return OrderCourse(reference, self._demand(), by, self.begun, moves)

    def _demand(self) -> Demand:
        phone = f"1990{int(40_000 * self.chance.random() ** 2):07d}" if self.is_reachable else ""
        return Demand(
            self.office.line,
            self.kind,
            self.told.text,
            self.channel,
            caller_name="示例市民",
            phone=phone,
            wants_contact=self.is_reachable,
            demand_class=self.office.classes[self.told.key],
            area_id=self.office.areas[self.told.area],
            place=self.told.place,
            is_example=True,
        )

    def _hand_over(self) -> None:
        by = self._one(self.office.staff.agents)
        self._do("hand_over", by, self._later(0.02, 0.1), to="110")
        self._do("confirm", by, self._later(0.2, 2), receipt=f"110-{self.begun:%Y%m%d%H%M%S}")

    def _dispatch(self) -> None:
        dispatcher = self._one(self.office.staff.dispatchers)
        is_wrong = self._happens("misdirected")
        first = self._another() if is_wrong else self.unit
        self._do("dispatch", dispatcher, self._later(0.05, 2.1), unit=first.key, days=self.days)
        if is_wrong or self.chance.random() < self.unit.returned:
            officer = self._one(first.officers)
            said: dict[str, Any] = {"reason": self.chance.choice(REASONS), "proposed_unit": self.unit.key}
            self._do("return", officer, self._later(0.5, 20), **said)
            said = {"unit": self.unit.key, "reason": DECIDED}
            self._do("decide", dispatcher, self._later(0.5, 8), **said)
        self._handle()

    def _handle(self) -> None:
        """The unit signs, takes its time and replies, as often as it must."""
        unit, officer = self.unit, self._one(self.unit.officers)
        began = self.at
        self._do("sign", officer, self._later(0.3, 25))
        if self._happens("extended"):
            said: dict[str, Any] = {"reason": "（示例）需现场检测。", "told": "电话告知"}
            self._do("extend", unit.head, self._later(0.2, 3), days=3, **said)
        if self._happens("suspended"):
            self._suspend(unit)
        for left in reversed(range(MOST_ROUNDS)):
            taken = self.days * self.chance.gammavariate(4, unit.speed / 4)
            self._reply(officer, max(self.at, self.office.working_days_after(began, taken, self.chance)))
            began = self._call_back(may_redo=left > 0)
            if self.moves[-1].name != "redo":
                return

    def _suspend(self, unit: Unit) -> None:
        review = self.office.working_days_after(self.at, 8 + 10 * self.chance.random(), self.chance)
        said = {"cause": self.chance.choice(("weather", "project", "court")), "review_on": day_of(review)}
        self._do("suspend", unit.head, self._later(0.5, 4), reason="（示例）需待条件具备。", **said)
        self._do("resume", unit.head, review, result="（示例）条件已具备。")

    def _reply(self, officer: Actor, at: datetime) -> None:
        is_hollow = self.chance.random() < self.unit.hollow
        text = hollow_reply(self.chance) if is_hollow else reply(self.told, self.chance)
        contact = "phone" if self.is_reachable and not is_hollow else "none"
        self._do("reply", officer, at, text=text, contact=contact)
        checker = self._one(self.office.staff.checkers)
        if self._happens("sent_back"):
            self._do("send_back", checker, self._later(1, 6), reason="（示例）未说明办理结果。")
            again = self.office.at_work(self._later(2, 20), self.chance)
            self._do("reply", officer, again, text=reply(self.told, self.chance), contact=contact)
        self._do("review", checker, self._later(1, 20))

    def _call_back(self, *, may_redo: bool) -> datetime:
        """Ask the caller: solved and satisfied are two answers; three attempts in vain close it unheard."""
        checker = self._one(self.office.staff.checkers)
        for _ in range(ATTEMPTS if self.is_reachable else 0):
            if not self._happens("unreached"):
                self._hear(checker, may_redo)
                return self.at
            self._do("call", checker, self._later(6, 30), result="unreached")
        self._do("close", checker, self._later(0.1, 2))
        return self.at

    def _hear(self, checker: Actor, may_redo: bool) -> None:
        is_solved = self.chance.random() < self.unit.solved
        is_pleased = self.chance.random() < (self.unit.pleased if is_solved else 0.25)
        level = (5 if self.chance.random() < 0.6 else self.chance.choice((3, 4))) if is_pleased else 2
        is_told = self.moves_said("reply", "contact") == "phone" and self.chance.random() < 0.97
        heard = Heard("yes" if is_solved else "no", level, is_told)
        is_again = not is_solved and may_redo and self._happens("redone")
        self._do("redo" if is_again else "close", checker, self._later(2, 40), heard=heard)

    def moves_said(self, name: str, what: str) -> Any:
        """Return what the last move of a name said."""
        return next(move.said[what] for move in reversed(self.moves) if move.name == name)

    def _do(self, name: str, by: Actor, at: datetime, **said: Any) -> None:
        self.at = max(self.at, at)
        self.moves.append(OrderMove(name, by, self.at, said))

    def _later(self, least: float, most: float) -> datetime:
        """Return an instant some hours later, mostly nearer the least."""
        hours = least + (most - least) * self.chance.random() ** 2
        return self.at + timedelta(seconds=int(3600 * hours))

    def _happens(self, name: str) -> bool:
        return self.chance.random() < float(SHARES[name])

    def _one(self, people: Sequence[Actor]) -> Actor:
        return self.chance.choice(people)

    def _another(self) -> Unit:
        return self.chance.choice(
            [unit for unit in self.office.staff.units.values() if unit is not self.unit]
        )


def _drawn(shares: dict[str, float], chance: Random) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]
