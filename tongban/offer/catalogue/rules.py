"""What a catalogue must keep: no catch-all wording, no promise beyond the law. Pure functions of values. No database."""

import re
from collections.abc import Iterable

from tongban.ground.law import basis

CATCH_ALL = re.compile(
    r"其[他它余](?:有关|相关|必要|需要|应当|依法|规定)?的?(?:申请|证明)?(?:材料|资料|文件|证明|证件|手续)"
    r"|^其[他它]$"
    r"|(?:相关|有关|所需|必要的?|需要的)(?:其他|其它)?(?:证明|申请)?(?:材料|资料|文件|证明|证件|手续)$"
    r"|(?:材料|资料|文件|证明|证件)等(?:材料|资料|文件|证明)?$|等(?:相关|有关)?(?:材料|资料|文件|证明|证件)$|等$"
    r"|(?:要求|规定|认为)[^，。]{0,12}(?:其他|其它|需要)"
)


def is_catch_all(name: str) -> bool:
    """Return whether a material's name asks for anything at all: 其他材料, 相关证明, ……等."""
    bare = re.sub(r"[\s（(].*?[)）]|[\s。；;]", "", name)
    return bool(CATCH_ALL.search(bare) or CATCH_ALL.search(re.sub(r"\s", "", name)))


WORKING, CALENDAR, HOURS, AT_ONCE = "working", "calendar", "hours", "at_once"
LONGEST_HOLIDAY_DAYS = 9


@basis("business-environment-regulation:36")
def is_within_statute(promised: int, promised_unit: str, statutory: int, statutory_unit: str) -> bool:
    """Return whether a promise can never be later than the law allows, whatever holidays fall in between."""
    if promised_unit == AT_ONCE:
        return True
    if statutory_unit == AT_ONCE:
        return False
    if promised_unit == statutory_unit:
        return promised <= statutory
    return _latest_day(promised, promised_unit) <= _earliest_day(statutory, statutory_unit)


def is_length(length: int, unit: str) -> bool:
    """Return whether a limit says something: what is done on the spot takes none, all else takes some."""
    return length == 0 if unit == AT_ONCE else length > 0


def _latest_day(length: int, unit: str) -> int:
    """Return after how many calendar days a period ends at the latest."""
    if unit == WORKING:
        return -(-length * 7 // 5) + LONGEST_HOLIDAY_DAYS
    return -(-length // 24) if unit == HOURS else length


def _earliest_day(length: int, unit: str) -> int:
    """Return after how many calendar days a period ends at the earliest."""
    if unit == WORKING:
        return length
    return length // 24 if unit == HOURS else length


def longest_way(steps: Iterable[tuple[int, int]]) -> int:
    """Return the working days of a review whose steps are (stage, days): those of one stage run side by side."""
    stages: dict[int, int] = {}
    for stage, days in steps:
        stages[stage] = max(stages.get(stage, 0), days)
    return sum(stages.values())
