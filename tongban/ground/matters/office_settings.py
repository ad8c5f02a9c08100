"""What an office sets of its papers: how their numbers begin, the seal, what stands at their foot."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.sample_paper import sample_paper
from tongban.ground.office.kinds import ChoiceValue, PictureValue, TextValue
from tongban.ground.office.registry import Setting, SettingLink


def _with(key: str) -> Callable[[Any], bytes]:
    """Return how a sample paper is drawn with a value in the place of what holds."""
    return lambda value: sample_paper(**{key: value})


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
