"""Every text of every room is there in both languages, with words that its room knows; every notice leads somewhere."""

import re
from pathlib import Path

import pytest

from tongban.ground.exchange.messages.notices import rooms
from tongban.ground.exchange.messages.sms import parts_of, sms_of
from tongban.ground.exchange.messages.texts import names_in, read, texts
from tongban.ground.ledger.chart import CHARTS
from tongban.ground.ledger.rooms import modules_named

OF_THE_SYSTEM = {
    "letter_is_dead": {"label", "count"},
    "duty_failed": {"label", "at", "reason"},
    "note_names_you": {"by", "reference"},
}
SPOKEN = {"agree", "object", "send_back", "take_order", "call_off_courier", "urge", "reply"}
SPOKEN |= {"hand_over", "ask_keeper", "pass_to"}
"""Told by the one function that notes what a reviewer said, what became of a parcel, an order to hurry; once for several."""
HOUSE = Path(__file__).parents[2] / "tongban"
BAD = """
[case_returned]
kind = "notice"
[case_returned.zh-hans]
title = "请补正"
text = "请补正{item}"
short = "请补正"
"""


def words_of():
    """Return which words each text may use: those of the rooms that tell it; reminders have their room's file."""
    known = {code: set(names) for code, names in OF_THE_SYSTEM.items()}
    for notices in rooms().values():
        names = set(notices.readers.names)
        for code, text in texts().items():
            if code not in OF_THE_SYSTEM and _file_of(code) == notices.room:
                known[text.code] = names
    return known


def _file_of(code):
    for path in Path(__file__).parents[2].glob("tongban/*/*/messages.toml"):
        if any(text.code == code for text in read(path)):
            return path.parent.name
    return ""


def tight(source):
    return "".join(source.split())


def _tells(source, act):
    return bool(re.search(rf'announce\((record|note)\([\w.]+,"{act}"', source))


def test_every_text_uses_words_that_its_room_knows():
    known = words_of()

    assert set(known) == set(texts())
    for code, text in texts().items():
        for language, wording in text.wordings.items():
            unknown = wording.placeholders - known[code]
            assert not unknown, f"{code} ({language}): {unknown}"


def test_both_languages_name_the_same_days():
    for code, text in texts().items():
        chinese, english = (text.wordings[each].placeholders for each in ("zh-hans", "en"))
        days = {name for name in chinese | english if name.endswith(("_on", "_by", "_until", "_at"))}
        assert days <= chinese & english, f"{code}: {days - (chinese & english)}"


def test_every_notice_has_a_text_and_an_audience():
    for notices in rooms().values():
        for row in notices.rows:
            assert row.text in texts(), row
            assert row.audience in notices.readers.audiences, row


def test_every_move_that_is_told_is_a_move_of_a_chart_or_an_act_that_tells_itself():
    for _states in modules_named("states"):
        pass
    announced = {(chart.announce, name) for chart in CHARTS for name in chart.moves}
    for notices in rooms().values():
        acts = {act for act in notices.acts if (notices.announce, act) not in announced}
        source = "".join(
            path.read_text("utf-8")
            for path in HOUSE.glob(f"*/{notices.room}/**/*.py")
            if {"actions", "actions.py", "follow.py"} & set(path.parts)
        )
        assert {act for act in acts if act not in SPOKEN and not _tells(tight(source), act)} == set()


def test_a_short_text_fits_two_parts_of_an_sms():
    for code, text in texts().items():
        for language, wording in text.wordings.items():
            said = wording.short.format_map(dict.fromkeys(names_in(wording.short), "CASE-2026-000230"))
            sent = sms_of(said, sign="苏州市行政审批局", link="https://tongban.example/messages/123456/")
            assert parts_of(sent) <= (2 if language == "zh-hans" else 3), code


def test_a_text_in_one_language_or_of_no_kind_is_refused(tmp_path):
    path = tmp_path / "messages.toml"
    path.write_text(BAD, "utf-8")
    with pytest.raises(ValueError, match="en has a title"):
        read(path)

    path.write_text(BAD.replace('"notice"', '"gossip"'), "utf-8")
    with pytest.raises(ValueError, match="kind is one of"):
        read(path)
