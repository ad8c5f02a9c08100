"""Which material a scan is, by the name of its file: written out, in part, by another word, or by its initials."""

import re
import unicodedata
from collections.abc import Hashable, Mapping
from itertools import pairwise
from pathlib import PurePath
from typing import TypeVar

from tongban.ground.kit.search.words import runs, syllables

Key = TypeVar("Key", bound=Hashable)
LEAST, AHEAD = 0.5, 0.1
"""What share of a name must be found again, and how far the best must be ahead of the next."""
LEAST_INITIALS = 3
NOISE = re.compile(
    r"扫描件?|复印件?|影印件?|电子[版件]|原件|照片|图片|正反?面|反面|附件|材料|盖章|签字|最新|新版?$|第?\d+页?"
)
BESIDE = re.compile(r"[（(][^）)]*[）)]")
SAME = (
    ("房产证", "不动产权"), ("房屋产权证", "不动产权"), ("租房合同", "租赁合同"), ("租约", "租赁合同"),
    ("房屋租赁合同", "租赁合同"), ("委托书", "授权委托书"), ("健康证", "健康证明"), ("身份证", "身份证明"),
    ("布局图", "平面图"), ("平面布置图", "平面图"), ("执照", "营业执照"), ("申请书", "申请表"), ("申请表", "申请书"),
)  # fmt: skip
"""What people call a material, beside what guides call it; either word in a file's name counts as both."""


def recognise(file_name: str, materials: Mapping[Key, str]) -> Key | None:
    """Return the key of the material that a file's name means; None where none or several fit as well."""
    said = _letters(NOISE.sub("", BESIDE.sub("", _stem(file_name))) or _stem(file_name))
    if not said:
        return None
    worth = {
        key: max(_worth(word, _letters(name)) for word in _words(said)) for key, name in materials.items()
    }
    if not worth:
        return None
    best, *rest = sorted(worth.items(), key=lambda each: -each[1])[:2]
    is_sure = best[1] >= LEAST and (not rest or best[1] - rest[0][1] >= AHEAD)
    return best[0] if is_sure else None


def _stem(file_name: str) -> str:
    """Return a file's name without its folder and ending."""
    return PurePath(unicodedata.normalize("NFKC", file_name).replace("\\", "/")).stem


def _letters(text: str) -> str:
    """Return a text without digits and what stands between its letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalpha())


def _words(said: str) -> list[str]:
    """Return what was said, and the other word for the same thing."""
    return [said, *(other for word, other in SAME if word in said and other not in said)]


def _worth(said: str, name: str) -> float:
    """Return how well what was said fits a name, from 0 to 1.2: named whole, shared pairs of letters, initials."""
    if not name:
        return 0.0
    if name in said or (len(said) > 1 and said in name):
        return 1.0 + 0.2 * min(len(said), len(name)) / max(len(said), len(name))
    if said.isascii():
        return _spelt_worth(said, name)
    ours, theirs = set(pairwise(said)), set(pairwise(name))
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _spelt_worth(said: str, name: str) -> float:
    """Return how well Latin letters fit the sound of a name: yyzz, yingyezhizhao."""
    sounds = [syllables(run) for run in runs(name)]
    spelt = "".join("".join(each) for each in sounds)
    initials = "".join(syllable[0] for each in sounds for syllable in each)
    if len(said) < LEAST_INITIALS:
        return 0.0
    return max(
        1.0 * (said == initials),
        0.8 * (said in initials),
        1.0 * (said == spelt),
        0.9 * (len(said) > 4 and said in spelt),
    )
