"""A paper that decides nothing, to look at before something is set."""

from typing import Any

from django.utils.timezone import localdate, now

from tongban.ground.matters.letter import letter, print_letter


def sample_paper(**changed: Any) -> bytes:
    """Return a paper that decides nothing, as papers look today but for what is changed."""
    at = now()
    prefix = changed.pop("prefix", "")
    sample = letter(
        title="准予行政许可决定书",
        number=f"{prefix}准〔{localdate(at).year}〕1号" if prefix else "样张",
        to="苏州某某餐饮有限公司（示例）",
        paragraphs=["本页为样张，用于查看文书的名称、印章与页脚，不产生任何效力。"],
        on=localdate(at),
        code="SAMPLE",
        is_example=True,
    )
    return print_letter(sample | changed, at)
