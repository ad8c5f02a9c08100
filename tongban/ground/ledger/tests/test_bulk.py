"""Entries in bulk are the entries that were written one by one."""

import threading
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.law import cite
from tongban.ground.ledger import EntryData
from tongban.ground.ledger.bulk import BulkEntry, chain_lines, copy_entries
from tongban.ground.ledger.bulk_copy import copied_fields, escape, reserve_keys, unescape
from tongban.ground.ledger.chain import Statement, link_all, payload_digest, plain_json
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.verification import verify

AT = datetime(2022, 9, 28, 2, 0, tzinfo=UTC)
BASIS = cite("licensing-law:32")


class Clerk:
    pk, role = 7, "reviewer, window_clerk"

    def __str__(self):
        return "冯十\t（示例）"


CLERK = Clerk()
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
        "7",
        str(CLERK),
        "reviewer, window_clerk",
        AT,
        note,
        payload,
    )


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6))
def test_a_chain_in_bulk_carries_the_hashes_of_the_definition(told):
    acts = [
        BulkEntry(
            "move", EntryData(move, BASIS, {"x": note} if note else {}, note, "filed", after), CLERK, AT
        )
        for move, after, note in told
    ]
    said = [payload_digest(plain_json({"x": note})) if note else "" for _, _, note in told]
    statements = [
        _statement((move, "filed", after), note, digest)
        for (move, after, note), digest in zip(told, said, strict=True)
    ]

    lines = chain_lines("A\\1", acts)

    assert [_told(line) for line in lines] == [
        (str(each.number), each.previous, each.hash) for each in link_all(statements)
    ]


def _told(line):
    names = [field.name for field in copied_fields(Entry, keyed=False)]
    said = dict(zip(names, line.split("\t"), strict=True))
    return said["number"], said["previous"], said["hash"]


@given(TEXTS)
def test_a_text_comes_out_of_a_line_as_it_went_in(text):
    assert unescape(escape(text)) == text
    assert not set(escape(text)) & set("\t\n\r")


@pytest.mark.django_db
def test_entries_poured_in_are_verified_and_refused_twice():
    note = EntryData("note", BASIS, {"路": "a\\b\t"}, "换\n行\\n")
    lines = [
        *chain_lines("B", [BulkEntry("act", note, None, AT)] * 3),
        *chain_lines("A\n", [BulkEntry("act", EntryData("x", BASIS), None, AT)]),
    ]

    copy_entries(lines)

    assert verify().is_whole
    assert Entry.objects.get(subject="B", number=2).payload == {"路": "a\\b\t"}
    with pytest.raises(DatabaseError), transaction.atomic():
        copy_entries(lines)


@pytest.mark.django_db
def test_a_payload_that_looks_the_same_is_kept_as_it_is():
    figures = [Decimal("1.0"), Decimal("1.00"), 1, True, "1", ["1"]]
    acts = [BulkEntry("act", EntryData("note", BASIS, {"x": each}), None, AT) for each in figures]

    copy_entries(chain_lines("B", acts))

    kept = Entry.objects.order_by("number").values_list("payload__x", flat=True)
    assert list(map(repr, kept)) == ["'1.0'", "'1.00'", "1", "True", "'1'", "['1']"]
    assert verify().is_whole


@pytest.mark.django_db(transaction=True)
def test_a_key_is_given_once_while_others_insert():
    """Whoever draws a key in the midst of a reservation, and whoever reserves at the same time, gets another."""
    drawn, has_begun, is_over = [], threading.Event(), threading.Event()

    def draw():
        with connection.cursor() as cursor:
            while not is_over.is_set():
                cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_seal', 'id'))")
                drawn.append(cursor.fetchone()[0])
                has_begun.set()
        connection.close()

    drawing = threading.Thread(target=draw)
    drawing.start()
    assert has_begun.wait(60)
    reserved = [key for _ in range(200) for key in reserve_keys(Seal, 3)]
    is_over.set()
    drawing.join()

    assert drawn
    assert len({*reserved, *drawn}) == len(reserved) + len(drawn)
