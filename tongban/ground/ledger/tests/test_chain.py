from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.ledger.chain import (
    START,
    Statement,
    entry_hash,
    instant,
    link,
    link_all,
    payload_digest,
    plain_json,
    sm3,
)

GOLDEN = "599f81212e64fa52aca3b851d91723a2f90187d52a17127bc32f95c37af0a2de"
AT = datetime(2022, 9, 28, 1, 30, tzinfo=UTC)
FILED = Statement(
    subject="EVAL-2022-0001",
    kind="move",
    move="file",
    before="signed",
    after="filed",
    basis="budget-law:57",
    by="7",
    by_name="王芳",
    by_role="finance_officer",
    at=AT,
    note="按期报送",
    payload_digest="",
)


def test_sm3_gives_the_digest_of_the_standard_s_first_example():
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_the_hash_of_an_entry_never_changes_from_one_version_of_the_program_to_the_next():
    assert entry_hash(FILED, 1, START) == GOLDEN


@pytest.mark.parametrize("name", [each.name for each in fields(Statement) if each.name != "at"])
def test_every_word_of_an_entry_counts(name):
    changed = replace(FILED, **{name: getattr(FILED, name) + "x"})

    assert entry_hash(changed, 1, START) != entry_hash(FILED, 1, START)


def test_the_instant_the_number_and_the_entry_before_count():
    same = entry_hash(FILED, 1, START)

    assert entry_hash(replace(FILED, at=AT + timedelta(microseconds=1)), 1, START) != same
    assert entry_hash(FILED, 2, START) != same
    assert entry_hash(FILED, 1, "1" * 64) != same


def test_the_time_zone_an_instant_is_written_in_does_not_count():
    in_suzhou = replace(FILED, at=AT.astimezone(timezone(timedelta(hours=8))))

    assert entry_hash(in_suzhou, 1, START) == entry_hash(FILED, 1, START)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2022, 9, 28))  # noqa: DTZ001


def test_a_payload_keeps_figures_exact_and_refuses_floats():
    payload = {"amount": Decimal("1357.670"), "on": date(2022, 9, 28), 3: ["x\x00", None, True]}

    assert plain_json(payload) == {"amount": "1357.670", "on": "2022-09-28", "3": ["x", None, True]}
    with pytest.raises(TypeError, match="Decimal"):
        plain_json({"rate": 94.78})


def test_no_payload_has_no_digest():
    assert payload_digest({}) == ""
    assert payload_digest({"a": 1}) != payload_digest({"a": "1"})


@given(st.lists(st.text(max_size=5), max_size=12), st.integers(0, 12))
def test_a_chain_written_in_two_parts_is_the_chain_written_in_one(notes, cut):
    statements = [replace(FILED, note=note) for note in notes]
    whole = list(link_all(statements))

    first = list(link_all(statements[:cut]))
    previous = first[-1].hash if first else START
    rest = list(link_all(statements[cut:], number=len(first), previous=previous))

    assert first + rest == whole
    assert all(each == link(each.statement, each.number, each.previous) for each in whole)
