"""What an office sets of its papers: how their numbers begin, the seal, what stands at their foot."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.phrases import AGREE, OBJECT, REPLY
from tongban.ground.matters.sample_paper import sample_paper
from tongban.ground.office.kinds import ChoiceValue, PictureValue, TableValue, TextValue, ValuePart
from tongban.ground.office.registry import WORD, Setting, SettingLink


def _with(key: str) -> Callable[[Any], bytes]:
    """Return how a sample paper is drawn with a value in the place of what holds."""
    return lambda value: sample_paper(**{key: value})


def _phrases(code: str, title: Any, *first: str) -> Setting:
    return Setting(
        code,
        "texts",
        title,
        TableValue((ValuePart("text", _("Phrase"), 200, required=True),)),
        tuple({"text": each} for each in first),
        _("Offered beside the field where opinions, reasons and replies are written."),
        WORD,
    )


SETTINGS = (
    Setting(
        "papers.prefix",
        "papers",
        _("Beginning of paper numbers"),
        TextValue(8, required=True, pattern=r"^[\u4e00-\u9fff]+$", fault=_("Only Chinese characters.")),
        "行审",
        _("苏行审 makes 苏行审准〔2026〕17号; another beginning counts from 1."),
        draw=_with("prefix"),
    ),
    Setting(
        "papers.seal",
        "papers",
        _("Image of the seal"),
        PictureValue(),
        hint=_(
            "Until electronic seals come. Every letter and decision issued from now on carries it; a paper keeps the image it "
            "was sealed with. A PNG with a transparent ground looks best."
        ),
        draw=_with("seal"),
    ),
    Setting(
        "papers.foot",
        "papers",
        _("Foot of every paper"),
        TextValue(200, rows=2),
        hint=_("Where to ask: address, telephone, hours."),
        draw=_with("foot"),
    ),
    Setting(
        "papers.retention",
        "papers",
        _("How long archived cases are kept"),
        ChoiceValue([(each, each) for each in ("永久", "30年", "10年")]),
        "30年",
        _("Told in their packages."),
    ),
    _phrases(
        AGREE,
        _("Phrases of agreement"),
        "材料齐全，符合法定形式，同意。",
        "经审查，符合许可条件，拟同意。",
        "现场核查合格，同意。",
    ),
    _phrases(
        OBJECT,
        _("Phrases of objection"),
        "材料与申请内容不一致，不同意。",
        "不符合许可条件，依据：",
        "请申请人补充说明：",
    ),
    _phrases(
        REPLY,
        _("Phrases of replies"),
        "您好，您反映的问题已收悉，现答复如下：",
        "经核实，您反映的情况属实，已责成相关单位整改。",
        "感谢您对我们工作的支持与监督。",
    ),
)
LINKS = (
    SettingLink(
        "system",
        _("What happens by itself"),
        "clock-play",
        _("Duties of the server, when they ran last and whether they succeeded"),
        "duties:list",
        ("duties.manage",),
    ),
)
