"""What officers found wrongly said stays said rightly, although one English word stands for several things."""

import pytest
from django.utils.translation import gettext, override, pgettext

from tongban.doors.desk.figures.words import VALUES
from tongban.work.hotline.models import Channel as OrderChannel
from tongban.work.ratings.models import Channel as RatingChannel

RIGHT = (
    ("application", "Form", "申请表"),
    ("parcel", "Direction", "寄送方向"),
    ("way of the result", "At the window", "窗口领取"),
    ("where it was filed", "At the window", "窗口收件"),
    ("", "At the window", "窗口核验"),
    ("case", "Refuse", "不予许可"),
    ("case", "Refused", "不予许可"),
    ("rating", "Level", "满意度"),
    ("urging", "Level", "督办级别"),
    ("stage", "Signature", "局领导签发"),
    ("stage", "Review", "审查"),
    ("stage", "Decision", "决定"),
    ("", "Signature", "签名"),
    ("", "Last day", "到期日"),
    ("", "Activity", "环节"),
    ("", "Resource", "经办岗位"),
    ("", "Decision to grant", "准予行政许可决定书"),
    ("", "open errors", "未改正的错误"),
    ("", "working days", "个工作日"),
)


@pytest.mark.parametrize(("context", "text", "chinese"), RIGHT)
def test_one_word_for_two_things_is_said_as_each_is_called(context, text, chinese):
    with override("zh-hans"):
        assert (pgettext(context, text) if context else gettext(text)) == chinese


@pytest.mark.parametrize("channels", [OrderChannel, RatingChannel])
def test_no_channel_is_shown_as_its_code(channels):
    assert set(channels.values) <= VALUES["channel"].keys()
