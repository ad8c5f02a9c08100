"""A notice of the State Council as plain rows: which days of a year are off, which weekend days are worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongban.ground.clock.words import BadArrangement, ClockText

ENGLISH = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "the 70th anniversary of victory in 1945",
}
"""The holidays in English; a name not listed is shown as it is."""

Days = tuple[tuple[date, str], ...]
"""Days, each with the name of its holiday."""

SATURDAY = 5
DECEMBER = 12


@dataclass(frozen=True)
class Arrangement:
    """One notice: its year, where it stands, its days off and make-up days as (day, name of the holiday).

    Days lie in the year or in the December before it, as in the notices for 2007, 2008, 2012 and 2019. A make-up day
    is a Saturday or a Sunday. What cannot be right raises BadArrangement with every fault.
    """

    year: int
    notice: str
    off: Days = ()
    make_up: Days = ()
    number: str = ""
    url: str = ""
    published_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "off", tuple(sorted(self.off)))
        object.__setattr__(self, "make_up", tuple(sorted(self.make_up)))
        faults = tuple(self._faults())
        if faults:
            raise BadArrangement(faults)

    @property
    def source(self) -> str:
        """Return how the notice is cited: its number, or its title where the number is not known."""
        return self.number or f"《{self.notice}》"

    def _faults(self) -> Iterator[ClockText]:
        if not self.notice.strip():
            yield ClockText("缺少通知名称", "the notice has no title")
        if not self.off and not self.make_up:
            yield ClockText(f"{self.year} 年没有列出任何放假或上班日", f"no day is listed for {self.year}")
        seen: set[date] = set()
        for day, name in (*self.off, *self.make_up):
            yield from self._faults_of(day, name, is_known=day in seen)
            seen.add(day)
        for day, _ in self.make_up:
            if day.weekday() < SATURDAY:
                yield ClockText(
                    f"{day} 是周一至周五，不能是调休上班日", f"{day} is a weekday: not a make-up day"
                )

    def _faults_of(self, day: date, name: str, *, is_known: bool) -> Iterator[ClockText]:
        if (day.year, day.month) != (self.year - 1, DECEMBER) and day.year != self.year:
            yield ClockText(
                f"{day} 不在 {self.year} 年（或上年 12 月）",
                f"{day} is not in {self.year} or the December before",
            )
        if not name.strip():
            yield ClockText(f"{day} 没有写明节日名称", f"{day} has no holiday's name")
        if is_known:
            yield ClockText(f"{day} 列了两次", f"{day} is listed twice")
