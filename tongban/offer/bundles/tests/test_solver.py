"""The solver: exactly minimal, proven, in order, to the cent."""

import copy
import json
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.ground.clock import SHIPPED
from tongban.offer.bundles.solver.checker import faults
from tongban.offer.bundles.solver.fees import ItemFee, merged_fee
from tongban.offer.bundles.solver.materials import Certificate, seal_of, solve
from tongban.offer.bundles.solver.order import (
    Cyclic,
    ItemLength,
    critical_path,
    finish_by,
    levels_of,
    likely_days,
    require_no_cycle,
)
from tongban.offer.bundles.solver.problem import Order, Problem, Requirement

MATERIALS = "abcdefgh"


def asked(item, name, *alternatives):
    return Requirement(item, name, tuple(map(frozenset, alternatives)))


def said(problem, certificate):
    return faults(problem.as_json(), json.loads(json.dumps(asdict(certificate))))


def brute_force(problem):
    """Return how many materials are needed, by trying all sets."""
    for count in range(len(MATERIALS) + 1):
        for chosen in map(set, combinations(MATERIALS, count)):
            if all(
                any(each <= chosen | problem.ways(of.item).keys() for each in of.alternatives)
                for of in problem.requirements
            ):
                return count
    raise AssertionError("nothing meets the problem")


def tree_of(size):
    """Return an order without a cycle among so many items."""
    pairs = st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=size)
    return pairs.map(lambda found: [(a, b) for a, b in found if a < b])


@st.composite
def problems(draw):
    """Return a bundle of up to twelve items with alternatives, results, exemptions and what is on file."""
    count = draw(st.integers(1, 12))
    items = tuple(f"i{number}" for number in range(count))
    alternative = st.frozensets(st.sampled_from(MATERIALS), min_size=1, max_size=3)
    requirements = tuple(
        Requirement(
            draw(st.sampled_from(items)),
            f"r{number}",
            tuple(draw(st.lists(alternative, min_size=1, max_size=3))),
        )
        for number in range(draw(st.integers(0, 12)))
    )
    order = tuple(
        Order(items[a], items[b], draw(st.sampled_from(["", *MATERIALS]))) for a, b in draw(tree_of(count))
    )
    on_file = draw(st.frozensets(st.sampled_from(MATERIALS), max_size=2))
    exempt = draw(st.frozensets(st.tuples(st.sampled_from(items), st.sampled_from(MATERIALS)), max_size=3))
    return Problem(items, requirements, order, on_file, exempt)


@given(problems())
@settings(max_examples=150, deadline=None)
def test_no_fewer_materials_do_and_the_checker_agrees(problem):
    certificate = solve(problem)

    assert len(certificate.materials) == brute_force(problem)
    assert said(problem, certificate) == []
    assert set(certificate.needed_for(problem)) == set(certificate.materials)


def places_of(value, path=()):
    """Return the path of every value within plain values."""
    found = [path]
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        found += places_of(each, (*path, key))
    return found


def mutated(certificate, path, draw):
    """Return the certificate with the value at a path changed, struck or doubled."""
    changed = copy.deepcopy(certificate)
    at = changed
    for key in path[:-1]:
        at = at[key]
    now = at[path[-1]]
    if draw.random() < 0.3:
        del at[path[-1]]
    elif isinstance(now, int):
        at[path[-1]] = now + draw.choice((-1, 1, 5000))
    elif isinstance(now, str):
        at[path[-1]] = draw.choice([each for each in (*MATERIALS, "i0/r0", "") if each != now])
    elif isinstance(now, list):
        at[path[-1]] = [*now, *now[:1]] if now else ["a"]
    else:
        at[path[-1]] = {**now, "dead": True}
    return changed


HARD = Problem(
    ("i0", "i1"),
    tuple(
        asked("i0", f"r{number}", *pair)
        for number, pair in enumerate(
            [
                ("a", "b"),
                ("b", "c"),
                ("a", "c"),
                ("de", "f"),
                ("ef", "d"),
                ("df", "g"),
                ("gh", "e"),
                ("h", "de"),
            ]
        )
    ),
)
"""Two odd rings: shares alone do not reach the number, the proof has parts and cases."""


@given(st.one_of(problems(), st.just(HARD)), st.integers(0, 10**9))
@settings(max_examples=250, deadline=None)
def test_every_changed_certificate_is_rejected(problem, seed):
    certificate, draw = json.loads(json.dumps(asdict(solve(problem)))), Random(seed)
    changed = mutated(certificate, draw.choice(places_of(certificate)[1:]), draw)

    assert faults(problem.as_json(), changed) or changed == certificate


@given(st.one_of(problems(), st.just(HARD)), st.integers(0, 10**9))
@settings(max_examples=250, deadline=None)
def test_a_forger_who_seals_anew_proves_nothing_that_is_not_so(problem, seed):
    certificate, draw = json.loads(json.dumps(asdict(solve(problem)))), Random(seed)
    changed = mutated(certificate, draw.choice(places_of(certificate)[1:]), draw)
    try:
        forged = replace(Certificate(**changed), seal="")
        changed["seal"] = seal_of(problem, forged)
    except (TypeError, KeyError):
        return

    if not faults(problem.as_json(), changed):
        assert len(changed["materials"]) == brute_force(problem)


def test_a_certificate_does_not_serve_another_bundle():
    problem = Problem(("i0",), (asked("i0", "r", "a", "b"),))
    certificate = solve(problem)

    assert said(replace(problem, on_file=frozenset("a")), certificate)


def test_the_proof_of_odd_rings_goes_by_parts_and_cases():
    certificate = solve(HARD)

    assert len(certificate.materials) == brute_force(HARD) == 5
    assert "parts" in certificate.proof


def test_a_result_stands_for_a_material_where_its_item_comes_before():
    licence = asked("b", "licence", "l")
    fed = Problem(("a", "b"), (licence, asked("a", "name", "n")), (Order("a", "b", "l"),))

    assert solve(fed).materials == ("n",)
    assert fed.ways("b") == {"l": "a"}
    assert solve(fed.only({"b"})).materials == ("l",)


def test_what_nothing_meets_is_named():
    with pytest.raises(ValueError, match="a/deed"):
        solve(Problem(("a",), (Requirement("a", "deed", ()),)))


def test_a_cycle_is_refused_and_shown():
    order = [Order("a", "b"), Order("b", "c", "x"), Order("c", "a"), Order("c", "d")]

    with pytest.raises(Cyclic) as refused:
        require_no_cycle("abcd", order)

    cycle = refused.value.cycle
    assert cycle[0] == cycle[-1]
    assert set(cycle) == {"a", "b", "c"}
    assert all(any((each.before, each.after) == pair for each in order) for pair in pairwise(cycle))


def test_each_item_begins_when_the_last_before_it_ends():
    order = [Order("a", "c"), Order("b", "c")]
    lengths = {
        "a": ItemLength(3),
        "b": ItemLength(5),
        "c": ItemLength(0, "at_once"),
        "d": ItemLength(48, "hours"),
    }

    found = finish_by(lengths, order, begins_on=date(2022, 9, 29), calendar=SHIPPED)

    assert found["a"].ends_on == date(
        2022, 10, 9
    )  # the holidays are left out, the Saturday and Sunday worked
    assert found["b"].ends_on == found["c"].begins_on == found["c"].ends_on == date(2022, 10, 11)
    assert found["d"].ends_on == date(2022, 10, 8)
    assert critical_path(found, order) == ("b", "c")
    assert levels_of("abcd", order) == {"a": 0, "b": 0, "c": 1, "d": 0}


def test_nine_of_ten_is_what_nine_of_ten_took():
    assert likely_days({"a": [4], "b": [2], "c": [3]}, [Order("a", "c")]) == 7
    assert likely_days({"a": [1] * 97 + [30] * 3}, []) == 1
    assert likely_days({"a": [1] * 50 + [30] * 50}, []) == 30
    assert likely_days({"a": [3], "b": []}, []) is None


money = st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100)


@given(st.lists(st.tuples(money, st.sampled_from(["", "seal", "card"])), max_size=8))
def test_the_parts_of_a_merged_fee_add_up_to_the_cent(given_fees):
    fees = [ItemFee(f"i{number}", *fee) for number, fee in enumerate(given_fees)]

    whole, once = merged_fee(fees, "sum"), merged_fee(fees, "once")

    assert whole.total_yuan == sum((each.fee_yuan for each in fees), Decimal(0))
    assert sum(once.split.values(), Decimal(0)) == once.total_yuan <= whole.total_yuan
    assert all(0 <= once.split[each.item] <= each.fee_yuan for each in fees)
    for kind in ("seal", "card"):
        of_kind = [each for each in fees if each.kind == kind]
        charged = sum((once.split[each.item] for each in of_kind), Decimal(0))
        assert charged == max((each.fee_yuan for each in of_kind), default=Decimal(0))
