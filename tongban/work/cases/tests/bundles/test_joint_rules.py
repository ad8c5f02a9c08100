"""What becomes of the parts: the table, walked whole, and every failure of every example bundle."""

import tomllib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.offer.bundles import demo_story
from tongban.work.cases.bundles.rules import (
    AFTER_ONE,
    ENDED,
    OF_A_CASE,
    STRONGEST,
    Before,
    consequence,
    is_settled,
    play,
    waiting_now,
)
from tongban.work.cases.models import JointPart, Status

STANDINGS = [str(each) for each in JointPart.Standing]
BUNDLES = tomllib.loads(Path(demo_story.DATA).read_text("utf-8"))["bundle"]
HOW_ONE_ENDS = ("granted", "unneeded", "failed", "withdrawn")


def order_in(row):
    found = {}
    for first, then, thing in row.get("order", ()):
        found.setdefault(str(then), []).append(Before(str(first), bool(thing)))
    return found


def places_in(row):
    return [str(place) for place in range(1, len(row["items"]) + 1)]


def test_every_standing_of_a_part_before_has_its_consequence():
    assert set(AFTER_ONE) == set(product(STANDINGS, (False, True)))
    assert set(AFTER_ONE.values()) == set(STRONGEST)


def test_every_status_of_a_case_says_how_its_part_stands():
    silent = {Status.DELIVERED, Status.ARCHIVED}

    assert {str(each) for each in Status} == {*OF_A_CASE, *silent}
    assert set(OF_A_CASE.values()) <= set(STANDINGS)


@pytest.mark.law("licensing-law:26")
@pytest.mark.parametrize("row", BUNDLES, ids=lambda row: row["name"])
def test_however_the_items_of_a_bundle_end_no_part_waits_for_ever(row):
    places, order = places_in(row), order_in(row)

    for ends in product(HOW_ONE_ENDS, repeat=len(places)):
        wanted = dict(zip(places, ends, strict=True))
        found = play(order, wanted)

        assert is_settled(found)
        for place in places:
            lacking = any(
                each.result and found[each.part] in ("failed", "withdrawn", "stopped")
                for each in order.get(place, ())
            )
            assert (found[place] == "stopped") == lacking
            assert found[place] in (wanted[place], "stopped")


@pytest.mark.parametrize("row", BUNDLES, ids=lambda row: row["name"])
def test_one_item_that_fails_stops_only_what_rests_on_its_result(row):
    places, order = places_in(row), order_in(row)

    for failing in places:
        found = play(order, {place: "failed" if place == failing else "granted" for place in places})

        rests, grown = {failing}, True
        while grown:
            more = {p for p in places for each in order.get(p, ()) if each.result and each.part in rests}
            grown, rests = not more <= rests, rests | more
        assert {place for place, standing in found.items() if standing == "stopped"} == rests - {failing}


def test_what_is_strongest_decides():
    assert consequence([]) == "begins"
    assert consequence([("granted", True), ("under_way", False)]) == "waits"
    assert consequence([("failed", True), ("under_way", True)]) == "stops"
    assert consequence([("failed", False), ("unneeded", True)]) == "asks"


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from(STANDINGS), min_size=1))
def test_a_part_that_has_begun_is_never_moved_by_others(standings):
    order = {"b": [Before("a", True)], "c": [Before("b", False), Before("a", True)]}

    assert all(standings[part] == "waiting" for part in waiting_now(order, standings))
    assert is_settled(standings) == all(each in ENDED for each in standings.values())
