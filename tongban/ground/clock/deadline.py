"""What a deadline is made of: its start and length, pauses, one extension; and when it is due."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tongban.ground.clock.moments import day_of
from tongban.ground.clock.words import BadDeadline, ClockText

Unit = Literal["working", "calendar", "hours", "at_once"]
Silence = Literal["", "accepted", "renewed"]
"""What the law makes of no answer in time: nothing, accepted, renewed."""

UNITS = {
    "working": ClockText("个工作日", "working days"),
    "calendar": ClockText("日", "days"),
    "hours": ClockText("小时", "hours"),
    "at_once": ClockText("当场办结", "at once"),
}
PAUSES = {
    "hearing": ClockText("听证", "hearing"),
    "tender": ClockText("招标", "tender"),
    "auction": ClockText("拍卖", "auction"),
    "inspection": ClockText("检验", "inspection"),
    "testing": ClockText("检测", "testing"),
    "quarantine": ClockText("检疫", "quarantine"),
    "appraisal": ClockText("鉴定", "appraisal"),
    "expert_review": ClockText("专家评审", "expert review"),
    "outside_assessment": ClockText("委托评估", "assessment by an outside body"),
    "consultation": ClockText("征求意见", "asking for opinions"),
    "suspension": ClockText("中止", "suspension by law"),
}
"""What may stop a clock: Licensing Law Art. 45; Project Approval Regulation Art. 10 (outside assessment); Disclosure
Regulation Art. 33 (opinions of third parties and other bodies); suspension by law."""


@dataclass(frozen=True, slots=True)
class DeadlinePause:
    """Days that do not count, first and last included; open until `ends_on` is known. Needs kind and document."""

    begins_on: date
    ends_on: date | None
    kind: str
    document: str

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.begins_on:
            raise BadDeadline(
                f"暂停从 {self.begins_on} 到 {self.ends_on}：结束早于开始",
                f"a pause from {self.begins_on} to {self.ends_on} ends before it begins",
            )
        if self.kind not in PAUSES or not self.document.strip():
            known = ", ".join(PAUSES)
            raise BadDeadline(
                "暂停计时须写明事由和书面告知的文书", f"a pause needs a document and one kind of: {known}"
            )


@dataclass(frozen=True, slots=True)
class DeadlineExtension:
    """More time, in the deadline's unit: granted once, by name, in a document."""

    length: int
    document: str
    approved_by: str

    def __post_init__(self) -> None:
        if self.length < 1:
            raise BadDeadline("延长的期限至少为 1", f"an extension is at least 1, not {self.length}")
        if not self.document.strip() or not self.approved_by.strip():
            raise BadDeadline(
                "延长期限须写明批准人和文书", "an extension needs a document and who approved it"
            )


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period of the law. `starts` is the day (for hours: the moment) that sets it off and is not counted itself.

    Length in `unit`: ``working`` days, ``calendar`` days (a last day off moves to the next working day), ``hours``
    round the clock, or ``at_once`` (length 0: the day itself). What the law does not know raises BadDeadline.
    """

    starts: date | datetime
    length: int
    unit: Unit = "working"
    pauses: tuple[DeadlinePause, ...] = ()
    extension: DeadlineExtension | None = None
    silence: Silence = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise BadDeadline(f"没有这种期限单位：{self.unit}", f"no such unit: {self.unit}")
        if self.unit == "at_once":
            self._need_nothing_else()
        elif self.length < 1:
            raise BadDeadline("期限至少为 1", f"a period is at least 1, not {self.length}")
        if self.unit == "hours" and not isinstance(self.starts, datetime):
            raise BadDeadline(
                "按小时计算须写明起算时刻", "a period of hours starts at a moment, not on a day"
            )

    @property
    def starts_on(self) -> date:
        """Return the day that sets the period off."""
        return day_of(self.starts)

    @property
    def total(self) -> int:
        """Return the length with its extension."""
        return self.length + (self.extension.length if self.extension else 0)

    @property
    def open_pause(self) -> DeadlinePause | None:
        """Return the earliest pause whose end is not known yet."""
        still = [pause for pause in self.pauses if pause.ends_on is None]
        return min(still, key=lambda pause: pause.begins_on) if still else None

    def _need_nothing_else(self) -> None:
        if self.length or self.pauses or self.extension:
            raise BadDeadline(
                "当场办结的事项没有期限、暂停和延长", "what is done at once has no length, pause or extension"
            )


@dataclass(frozen=True, slots=True)
class Due:
    """When a deadline ends: the day, for hours the moment; neither while it is paused without a known end.

    It is provisional while a pause is open (`paused_since`) or where a year's notice is not out (`assumed_years`).
    """

    on: date | None
    at: datetime | None = None
    paused_since: date | None = None
    assumed_years: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Tell whether the day may still change without a new act of the bureau."""
        return self.paused_since is not None or bool(self.assumed_years)
