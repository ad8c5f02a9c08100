"""Entries in bulk are the entries that were written one by one."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move, Refused
from tongban.ground.ledger.bulk import (
    SYSTEM_ACTOR,
    Actor,
    BulkEntry,
    EntryTemplate,
    Payload,
    chain_lines,
    copy_entries,
)
from tongban.ground.ledger.bulk_copy import escape, reserve_keys, unescape
from tongban.ground.ledger.chain import Statement, link_all, payload_digest, plain_json
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify

AT = datetime(2022, 9, 28, 2, 0, tzinfo=UTC)
BASIS = cite("licensing-law:32")
CLERK = Actor(None, "冯十\t（示例）", ["window_clerk", "reviewer"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def _statement(deed, note, payload):
    move, before, after = deed
    return Statement(
        "A\\1",
        "move",
        move,
        before,
        after,
        str(BASIS),
        "",
        CLERK.name,
        "reviewer, window_clerk",
        AT,
        note,
        payload,
    )


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6))
def test_a_chain_in_bulk_carries_the_hashes_of_the_definition(told):
    acts = [
        BulkEntry(
            EntryTemplate("move", move, BASIS, "filed", after),
            CLERK,
            AT,
            note,
            Payload({"x": note} if note else {}),
        )
        for move, after, note in told
    ]
    said = [payload_digest(plain_json({"x": note})) if note else "" for _, _, note in told]
    statements = [
        _statement((move, "filed", after), note, digest)
        for (move, after, note), digest in zip(told, said, strict=True)
    ]

    lines = chain_lines("A\\1", acts)

    assert [line.split("\t")[-5:-2] for line in lines] == [
        [str(each.number), each.previous, each.hash] for each in link_all(statements)
    ]


@given(TEXTS)
def test_a_text_comes_out_of_a_line_as_it_went_in(text):
    assert unescape(escape(text)) == text
    assert not set(escape(text)) & set("\t\n\r")


@pytest.mark.django_db
def test_entries_poured_in_are_verified_and_refused_twice():
    acts = [
        BulkEntry(EntryTemplate("act", "note", BASIS), CLERK, AT, "换\n行\\n", Payload({"路": "a\\b\t"}))
        for _ in range(3)
    ]
    lines = [
        *chain_lines("B", acts),
        *chain_lines("A\n", [BulkEntry(EntryTemplate("act", "x", BASIS), SYSTEM_ACTOR, AT)]),
    ]

    copy_entries(lines)

    assert verify().is_whole
    assert Entry.objects.get(subject="B", number=2).payload == {"路": "a\\b\t"}
    with pytest.raises(DatabaseError), transaction.atomic():
        copy_entries(lines)


@pytest.mark.django_db
def test_keys_set_aside_are_given_to_nobody_else():
    first = reserve_keys("ledger_entry", 50)

    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id'))")
        assert cursor.fetchone() == (first + 50,)


def test_a_way_through_a_chart_is_checked_move_by_move():
    chart = Chart(
        Move("file", (), "filed", "cases.apply", BASIS),
        Move("accept", ("filed",), "accepted", "cases.intake", BASIS),
        Move("lapse", ("accepted",), "gone", SYSTEM, BASIS),
    )
    clerk, citizen = {"cases.intake"}, {"cases.apply"}

    assert chart.walk([("file", citizen), ("accept", clerk), ("lapse", None)]) == [
        ("", "filed"), ("filed", "accepted"), ("accepted", "gone"),
    ]  # fmt: skip
    with pytest.raises(Refused):
        chart.walk([("file", citizen), ("lapse", None)])
    for by in (citizen, None):
        with pytest.raises(PermissionDenied):
            chart.walk([("file", citizen), ("accept", by)])
