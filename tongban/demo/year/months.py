"""A month of the year as courses and ratings: the same in whichever process and order it is loaded."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from tongban.demo.year.plan import DATA, Card, series_of
from tongban.demo.year.stories import SHANGHAI, CourseStory, Hours
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.matters.rows import new_row
from tongban.ground.people.actors import Actor
from tongban.work.cases.bulk import loader as cases
from tongban.work.cases.bulk.course import ApplicantRef, Course, CourseMove
from tongban.work.cases.bulk.guides import CourseGuide
from tongban.work.cases.bulk.loader import CaseLoader
from tongban.work.cases.bulk.numbers import ReservedNumbers
from tongban.work.cases.models import Case
from tongban.work.ratings import bulk as ratings
from tongban.work.ratings.models import Invitation
from tongban.work.ratings.numbers import BAD_RATINGS

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SLICE = 2000
HALF_HOUR = 1800
HANDED_OVER = ("deliver", "deliver_refusal", "sign_for")


@dataclass(frozen=True)
class City:
    """Everything that the months share: who works, who applies, what is offered, and where the numbers begin."""

    hours: Hours
    guides: Mapping[tuple[str, bool], CourseGuide]
    applicants: Mapping[str, Sequence[ApplicantRef]]
    accounts: Mapping[str, Sequence[tuple[ApplicantRef, Actor]]]
    numbers: ReservedNumbers
    first_bad_rating: int
    over: datetime
    """Nothing is told of this moment or a later one."""


class MonthLoader:
    """Builds one month and loads it."""

    def __init__(self, city: City, month: int) -> None:
        self.city, self.plan, self.month = city, city.hours.plan, month
        self.loader = BulkLoader(*cases.MODELS, *ratings.MODELS)
        self.cases = CaseLoader(self.loader, city.numbers, self.plan.calendar)
        self.counts = self.plan.before[month - 1].copy()
        self.index = sum(self.plan.sizes[: month - 1])
        self.delivered = 0

    def load(self) -> tuple[int, int]:
        """Load the month slice by slice; return how many cases and entries it has."""
        count = entries = 0
        for course, _card in self.courses():
            case = self.cases.add(course)
            if any(made.move in HANDED_OVER for made in course.moves):
                self._rate(case, course)
            count += 1
            if count % SLICE == 0:
                entries += self.loader.load()
        return count, entries + self.loader.load()

    def courses(self) -> Iterator[tuple[Course, Card]]:
        """Yield the courses of the month in the order in which the applications come in."""
        deck = iter(self.plan.decks[self.month - 1])
        for day, count in self.plan.numbers_of_days(self.month):
            for seconds in self._arrivals(day, count):
                card = next(deck)
                yield self._course(card, day, seconds), card
                self.index += 1

    def _arrivals(self, day: date, count: int) -> list[int]:
        """Return when the day's applicants come, in seconds after midnight."""
        draw = Random(f"{self.plan.seed} {day}")  # noqa: S311
        halves, weights = zip(*DATA["demand"]["hours"], strict=True)
        chosen = draw.choices(halves, weights, k=count)
        return sorted(minute * 60 + int(HALF_HOUR * draw.random()) for minute in chosen)

    def _course(self, card: Card, day: date, seconds: int) -> Course:
        draw = Random((self.plan.seed << 32) + self.index)  # noqa: S311
        guide = self.city.guides[card.item, card.kind == "assessed"]
        applicant, account = self._applicant(guide, card, draw)
        story = CourseStory(self.city.hours, card, guide, applicant, self.index, draw)
        own: dict[str, int] = {}
        licence = 0
        for name in series_of(card, guide.version.licence_type.code if guide.version.licence_type else ""):
            own[name] = self.counts[name]
            self.counts[name] += 1
            if name.startswith("licence"):
                licence = own[name]
        self.delivered = own.get("delivered", 0)
        return Course(
            number=self.index,
            guide=guide,
            applicant=applicant,
            moves=self._so_far(story.build(day, seconds, account)),
            codes="".join(draw.choices(LETTERS, k=20)),
            papers=own,
            licence=licence,
            is_example=True,
        )

    def _so_far(self, moves: list[CourseMove]) -> list[CourseMove]:
        """Return what was done of a course until the plan's last day; a parcel is sent and arrives, or is not sent yet."""
        done = [made for made in moves if made.at < self.city.over]
        names = [made.move for made in done]
        if len(done) < len(moves) and "order_courier" in names:
            return done[: names.index("order_courier")]
        return done

    def _applicant(self, guide: CourseGuide, card: Card, draw: Random) -> tuple[ApplicantRef, Actor | None]:
        audience = guide.version.audience
        kind = audience if audience != "both" else ("person" if draw.random() < 0.6 else "enterprise")
        if card.online:
            return draw.choice(self.city.accounts[kind])
        known = self.city.applicants[kind]
        return known[int(len(known) * draw.random())], None

    def _rate(self, case: Case, course: Course) -> None:
        """Ask how it was; the plan says how many answer and how many of them badly."""
        item = course.guide.version.item
        handed_over = next(made.at for made in course.moves if made.move in HANDED_OVER)
        invitation = new_row(
            Invitation,
            matter=case.reference,
            item_name=item.name,
            division_id=item.division_id,
            officer_id=self.city.hours.staff.heads[item.division_id].pk,
            applicant_id=course.applicant.key,
            code=f"{course.codes}R{course.number}",
            made_at=handed_over,
        )
        rated = self._rating(course, handed_over)
        ratings.rate_in_bulk(self.loader, invitation, rated, self.plan.calendar)

    def _rating(self, course: Course, handed_over: datetime) -> ratings.GivenRating | None:
        """Return what the applicant thought of it, where the plan has this one answer."""
        place, is_rated = spread_evenly(
            self.delivered, self.plan.figures["rated"], self.plan.before[12]["delivered"]
        )
        if not is_rated:
            return None
        draw = Random((self.plan.seed << 33) + course.number)  # noqa: S311
        bad_before, is_bad = spread_evenly(place, self.plan.figures["bad"], self.plan.figures["rated"])
        level = (2 if draw.random() < 0.8 else 1) if is_bad else (5 if draw.random() < 0.86 else 4)
        at = handed_over + timedelta(minutes=3 if draw.random() < 0.6 else 60 * (2 + int(70 * draw.random())))
        reasons = (draw.choice(("speed", "attitude", "guide", "materials")),) if is_bad else ()
        channel = "web" if course.moves[0].move == "begin" else draw.choice(("window", "qr", "qr"))
        text = "等候时间太长（示例）" if is_bad else ""
        if at >= self.city.over:
            return None
        answer = self._remedied(course, at, draw) if is_bad else ()
        work = BAD_RATINGS.write(self.plan.year, self.city.first_bad_rating + bad_before) if is_bad else ""
        return ratings.GivenRating(level, channel, at, reasons, text, answer, work)

    def _remedied(self, course: Course, at: datetime, draw: Random) -> list[ratings.RatingMove]:
        """Return how a bad rating was answered: contacted, remedied and called back."""
        hours, division = self.city.hours, course.guide.version.item.division_id
        place = bisect_right(hours.days, at.astimezone(SHANGHAI).date())
        contacted, remedied = place, place + (1 if draw.random() < 0.97 else 12)
        head = hours.staff.heads[division]
        said = (
            ("contact", head, contacted, 600, "已与当事人联系，情况属实（示例）"),
            ("remedy", head, remedied, 900, "已增开窗口并致歉（示例）"),
            ("call_back", hours.staff.supervisor, remedied + 1, 630, "当事人表示满意（示例）"),
        )
        moves = [
            ratings.RatingMove(move, by, hours.at(hours.days[on], 60 * minute), note)
            for move, by, on, minute, note in said
        ]
        return [made for made in moves if made.at < self.city.over]


def spread_evenly(place: int, some: int, of: int) -> tuple[int, bool]:
    """Return, for each of a number of things, how many before it were drawn and whether it is: evenly, and exactly so many."""
    before, after = place * some // of, (place + 1) * some // of
    return before, after > before
