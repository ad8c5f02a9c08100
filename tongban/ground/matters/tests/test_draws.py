"""Draws are the same for whoever does them again, and no seed is chosen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer import Typer
from typer.testing import CliRunner

from tongban.ground.ledger import record
from tongban.ground.matters import draw_command
from tongban.ground.matters.draw_seeds import check_draws, seed_of
from tongban.ground.matters.draws import draw

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
NAMES = st.lists(st.text("ABCDEFGH0123456789", min_size=1, max_size=8), min_size=1, max_size=9, unique=True)


@given(st.text("0123456789abcdef", min_size=8, max_size=64), NAMES, st.randoms(), st.data())
def test_anybody_repeats_a_draw_from_its_seed(seed, names, chance, data):
    count = data.draw(st.integers(1, len(names)))
    shuffled = list(names)
    chance.shuffle(shuffled)

    made = draw(seed, names, count)

    assert made == draw(seed, shuffled, count)
    assert made.is_true()
    assert len(set(made.drawn)) == count
    assert set(made.drawn) <= set(names)


def test_everybody_may_be_drawn():
    assert {draw(str(seed), "ABC").drawn for seed in range(60)} == {("A",), ("B",), ("C",)}
    assert len({draw(str(seed), "ABC", 3).drawn for seed in range(200)}) == 6


@pytest.mark.parametrize(("names", "count"), [((), 1), (("A",), 2), (("A", "A"), 2), (("A",), 0)])
def test_nobody_is_drawn_from_too_few(names, count):
    with pytest.raises(ValueError, match="nobody left"):
        draw("0", names, count)


def test_a_changed_draw_is_not_true():
    made = draw("5eed", "ABCD", 2)

    assert not replace(made, drawn=made.drawn[::-1]).is_true()
    assert not replace(made, candidates=(*made.candidates, "E"), seed="other").is_true()
    assert not replace(made, drawn=()).is_true()


def test_the_command_draws_again_without_the_house():
    app = Typer()
    app.command()(draw_command.draw)

    done = CliRunner().invoke(app, ["5eed", "D", "C", "B", "A", "--count", "2"])

    assert done.output.split() == list(draw("5eed", "ABCD", 2).drawn)
    assert CliRunner().invoke(app, ["5eed", "A", "--count", "2"]).exit_code == 2


@pytest.mark.django_db
def test_a_draw_is_not_repeated_until_it_fits_and_a_chosen_seed_is_found():
    assert seed_of("CASE-2026-000001 P1") == seed_of("CASE-2026-000001 P1") != seed_of("CASE-2026-000001 P2")
    for place, seed in enumerate((seed_of("T 1"), "chosen"), start=1):
        said = {**draw(seed, "ABC").as_payload(), "occasion": f"T {place}"}
        record("CASE-1", "draw_assessor", by=None, at=NOON, basis="local-practice", payload=said)
    wrong = {"seed": "0", "candidates": ["A", "B"], "drawn": ["C"]}
    record("CASE-1", "draw_assessor", by=None, at=NOON, basis="local-practice", payload=wrong)

    found = [(each.is_true, each.is_own_seed) for each in check_draws()]

    assert found == [(True, True), (True, False), (False, None)]
