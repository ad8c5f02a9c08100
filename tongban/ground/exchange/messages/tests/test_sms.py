"""What an SMS says: short, signed, without identity numbers and without addresses of other hosts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.exchange.messages.sms import MOST_PARTS, parts_of, sms_of, without_numbers

LINK = "https://tongban.example/messages/7/"


@pytest.mark.parametrize(
    ("letters", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)]
)
def test_parts_are_counted_as_the_network_does(letters, parts):
    assert parts_of("字" * letters) == parts


def test_a_rare_character_counts_twice():
    assert parts_of("𠮷" * 35) == 1
    assert parts_of("𠮷" * 36) == 2


@pytest.mark.parametrize(
    "number", ["320503199001011226", "32050319900101122X", "320503900101122", "91320500MA1MYT3R5K"]
)
def test_identity_numbers_are_shortened(number):
    assert number not in without_numbers(f"身份证{number}的申请")
    assert number[-4:] in without_numbers(f"身份证{number}的申请")


def test_a_case_number_is_no_identity_number():
    assert without_numbers("CASE-2026-000230 13800000001") == "CASE-2026-000230 13800000001"


@pytest.mark.parametrize(
    "foreign",
    [
        "http://evil.example/a",
        "https://1.2.3.4/x",
        "www.evil.test",
        "evil.com/login",
        "t.cn/Ab3",
        "HTTP://EVIL.ORG",
    ],
)
def test_addresses_of_other_hosts_are_left_out(foreign):
    text = sms_of(f"请看 {foreign} 谢谢", sign="审批局", link=LINK)

    assert foreign not in text
    assert text.endswith(f" {LINK}")


def test_a_long_text_is_cut_and_keeps_its_link():
    text = sms_of("很长的事项名称" * 60, sign="审批局", link=LINK)

    assert parts_of(text) == MOST_PARTS
    assert text.endswith(f"… {LINK}")


@given(st.text(max_size=400))
def test_no_text_is_too_long_or_loses_its_link(said):
    text = sms_of(said, sign="审批局", link=LINK)

    assert parts_of(text) <= MOST_PARTS
    assert text.endswith(LINK)
    assert text.startswith("【审批局】")
