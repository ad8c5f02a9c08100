"""A small cast for the tests of the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tongban.ground.clock import SHIPPED, DeadlineExtension, DeadlinePause

REVIEW = "专家评审告知书第1号"


def day(text):
    return date.fromisoformat(text)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def pause(begins, ends=None, kind="expert_review"):
    return DeadlinePause(day(begins), day(ends) if ends else None, kind, REVIEW)


def extension(length):
    return DeadlineExtension(length, "延期告知书第2号", "分管负责人")


def counted_by_hand(start, days, paused=lambda on: False):
    """Count working days one by one, as with a finger on a wall calendar."""
    on = start
    while days:
        on += timedelta(days=1)
        days -= SHIPPED.is_working(on) and not paused(on)
    return on
