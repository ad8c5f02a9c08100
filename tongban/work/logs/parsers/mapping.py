"""Which column tells what: guessed from its name, chosen by a person, applied to every row."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.people.identity import holds_citizen_number
from tongban.work.logs.parsers.frames import LogRow
from tongban.work.logs.parsers.sources import LogFault, LogSource
from tongban.work.logs.parsers.times import read_time
from tongban.work.logs.parsers.xes import TRACE_PREFIX

ROLES = ("trace", "activity", "at", "resource", "lifecycle", "area")
NEEDED = ROLES[:3]
MOST_LETTERS = {"trace": 200, "activity": 200, "resource": 200, "lifecycle": 40, "area": 200}
MOST_KEPT_LETTERS = 1000
NAMES: dict[str, tuple[str, ...]] = {
    "trace": (
        *("case:concept:name", "case id", "caseid", "case", "trace", "案件编号", "办件编号", "办件号"),
        *("受理编号", "业务编号", "流水号", "案号", "编号"),
    ),
    "activity": (
        "concept:name",
        "activity",
        "task",
        "event",
        "办理环节",
        "环节",
        "活动",
        "操作",
        "步骤",
        "事件",
    ),
    "at": ("time:timestamp", "timestamp", "time", "date", "办理时间", "完成时间", "操作时间", "时间", "日期"),
    "resource": (
        "org:resource",
        "org:role",
        "resource",
        "role",
        "user",
        "岗位",
        "角色",
        "办理人",
        "人员",
        "操作人",
    ),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition"),
    "area": ("case:area", "case:division", "area", "division", "区县", "区域", "地区", "处室", "部门"),
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The column for each part of an event, and further columns to keep."""

    trace: str = ""
    activity: str = ""
    at: str = ""
    resource: str = ""
    lifecycle: str = ""
    area: str = ""
    kept: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as it is kept."""
        return {**asdict(self), "kept": list(self.kept)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ColumnMapping":
        """Return a mapping that was kept."""
        return cls(**{**kept, "kept": tuple(kept.get("kept", ()))})


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One event as it will be kept."""

    row: int
    trace_number: int
    trace: str
    activity: str
    at: datetime
    resource: str
    lifecycle: str
    area: str
    attributes: dict[str, str]
    of_trace: dict[str, str]


def guess_mapping(columns: Sequence[str]) -> ColumnMapping:
    """Return a mapping by the columns' names: the same name first, then a name that holds it; no column twice."""
    found: dict[str, Any] = {}
    for is_fitting in (_is_same, _holds):
        for role in ROLES:
            if role in found:
                continue
            free = [column for column in columns if column not in found.values()]
            fitting = (column for name in NAMES[role] for column in free if is_fitting(column, name))
            if (column := next(fitting, None)) is not None:
                found[role] = column
    return ColumnMapping(**found)


def _is_same(column: str, name: str) -> bool:
    return column.casefold().replace("_", " ").strip() == name


def _holds(column: str, name: str) -> bool:
    return not name.isascii() and name in column


def read_event(row: LogRow, mapping: ColumnMapping, source: LogSource) -> LogEvent | list[LogFault]:
    """Return a row as an event, or everything that is wrong in it."""
    said: dict[str, Any] = {role: _text(row, getattr(mapping, role)) for role in ROLES if role != "at"}
    kept = {column: _text(row, column) for column in mapping.kept}
    faults = [*_faults(row, mapping, said, kept, source)]
    try:
        said["at"] = read_time(row.cells.get(mapping.at, ""))
    except (ValueError, OverflowError):
        text = _("“%(text)s” is no point of time. Write it as 2022-09-05 14:30 or 2022年9月5日 14时30分.")
        shown = row.cells.get(mapping.at, "")[:40]
        faults.append(LogFault(row.number, source.place(mapping.at), text % {"text": shown}))
    if faults:
        return faults
    return LogEvent(
        row.number,
        row.trace,
        **said,
        attributes={key: text for key, text in kept.items() if text and not key.startswith(TRACE_PREFIX)},
        of_trace={
            key.removeprefix(TRACE_PREFIX): text
            for key, text in kept.items()
            if text and key.startswith(TRACE_PREFIX)
        },
    )


def _text(row: LogRow, column: str) -> str:
    return row.cells.get(column, "").strip() if column else ""


def _faults(
    row: LogRow, mapping: ColumnMapping, said: dict[str, Any], kept: dict[str, str], source: LogSource
) -> Iterator[LogFault]:
    texts = [(getattr(mapping, role), text, MOST_LETTERS[role]) for role, text in said.items()]
    texts += [(column, text, MOST_KEPT_LETTERS) for column, text in kept.items()]
    for column, text, most in texts:
        if len(text) > most:
            reason = _(
                "The text has %(count)d letters; at most %(most)d are kept. Shorten it, or choose another column."
            )
            yield LogFault(row.number, source.place(column), reason % {"count": len(text), "most": most})
        elif holds_citizen_number(text):
            reason = _(
                "An identity number stands here. Logs are kept without personal data: leave this column out."
            )
            yield LogFault(row.number, source.place(column), reason)
    for role in ("trace", "activity"):
        if not said[role]:
            reason = _("Nothing stands here; every event needs a case number and an activity.")
            yield LogFault(row.number, source.place(getattr(mapping, role)), reason)
