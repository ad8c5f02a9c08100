"""No character of a name is lost on a paper: it is printed, or the paper is refused and the character is named."""

import pytest

from tongban.ground.kit.contents import safe_name
from tongban.ground.kit.fonts import MissingCharacters
from tongban.ground.matters.typesetting import require_printable, unprintable_characters


@pytest.mark.parametrize(
    "text",
    [
        "张三（示例）",
        "𠮷田㐂",  # extensions B and A
        "\U0002a700\U0002b740\U0002b820\U0002ceb0",  # C, D, E, F
        "\U00030000\U0003158e",  # G and H
        "买买提·吐尔逊・‧•",
        "José Ñandú, 12 ㎡ — ① ℃ “引文”",
        "葛\U000e0100城",  # with a variation selector
        "行一\r\n行二\t完",
    ],
)
def test_names_as_people_bear_them_can_be_printed(text):
    assert unprintable_characters(text) == []


@pytest.mark.parametrize("lacking", ["\U0002ebf1", "\U0001faea", "𒀀", "\ue863", "\U000f0001"])
def test_what_no_font_has_or_every_font_draws_differently_is_named(lacking):
    content = {"to": f"张{lacking}", "rows": [["𠮷", lacking]]}

    with pytest.raises(MissingCharacters, match=rf"U\+{ord(lacking):04X}"):
        require_printable(content)


def test_a_text_full_of_rare_characters_is_judged_at_once():
    text = "".join(map(chr, range(0x20000, 0x22000))) + "\U0002ebf1"

    assert unprintable_characters(text) == ["\U0002ebf1"]


def test_a_long_name_fits_every_file_system():
    name = safe_name(f"{'很长的文件名' * 40}.pdf", "pdf")

    assert name.endswith(".pdf")
    assert len(name.encode()) <= 210
    assert "\ufffd" not in name
