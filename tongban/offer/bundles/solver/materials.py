"""The fewest materials that a bundle needs, with the proof that there are no fewer: branch and bound.

A proof is one of four: ``shares`` (a bound, see there); ``parts``, a proof for each independent part; ``with`` and
``without``, the two cases of one material submitted or not; ``dead``, where a requirement has no alternative left.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tongban.offer.bundles.solver.problem import Open, Problem, Requirement
from tongban.offer.bundles.solver.shares import bound_of, pruned

Proof = dict[str, Any]
Answer = frozenset[str]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The materials to submit, how each requirement is met (the place of its alternative), and why no fewer do."""

    materials: tuple[str, ...]
    met: Mapping[str, int]
    proof: Proof
    seal: str = ""

    def needed_for(self, problem: Problem) -> dict[str, list[Requirement]]:
        """Return by material the requirements that it meets: why it is submitted."""
        found: dict[str, list[Requirement]] = {material: [] for material in self.materials}
        for each in problem.requirements:
            free = problem.ways(each.item)
            for material in each.alternatives[self.met[each.key]] - free.keys():
                found[material].append(each)
        return found


def solve(problem: Problem) -> Certificate:
    """Return the fewest materials of a problem with their certificate; raise ValueError where nothing meets it."""
    if empty := [each.key for each in problem.requirements if not each.alternatives]:
        raise ValueError(f"nothing meets {', '.join(empty)}: give each an alternative")
    found, proof = _fewest(problem.open())
    met = {each.key: _place(problem, each, found) for each in problem.requirements}
    bare = Certificate(tuple(sorted(found)), met, proof)
    return replace(bare, seal=seal_of(problem, bare))


def seal_of(problem: Problem, certificate: Certificate) -> str:
    """Return the digest of a problem and all that its certificate says: what is changed afterwards is seen."""
    said = [problem.as_json(), certificate.materials, certificate.met, certificate.proof]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _place(problem: Problem, each: Requirement, found: Answer) -> int:
    there = found | problem.ways(each.item).keys()
    return next(place for place, wanted in enumerate(each.alternatives) if wanted <= there)


def _fewest(asked: Open) -> tuple[Answer, Proof]:
    """Return the fewest materials and the proof; a better answer that the proof meets takes the place of the last."""
    found = pruned(asked, frozenset().union(*(each for row in asked.values() for each in row)))
    while True:
        better, proof = _refute(asked, len(found) - 1)
        if better is None:
            return found, proof
        found = better


def _refute(asked: Open, most: int) -> tuple[Answer | None, Proof]:
    """Return an answer of at most so many materials; or none, and the proof that there is none."""
    if not all(asked.values()):
        return None, {"dead": True}
    bound = bound_of(asked, most)
    if len(bound.answer) <= most:
        return bound.answer, {}
    if bound.least > most:
        return None, {"shares": bound.shares}
    parts = _parts(asked)
    if len(parts) > 1:
        solved = [_fewest(part) for part in parts]
        answer = frozenset().union(*(found for found, _ in solved))
        return (answer if len(answer) <= most else None), {
            "parts": [{"of": sorted(part), **proof} for part, (_, proof) in zip(parts, solved, strict=True)]
        }
    return _by_cases(asked, most)


def _by_cases(asked: Open, most: int) -> tuple[Answer | None, Proof]:
    """Go on by the material that most alternatives hold: submitted, or not."""
    counts = Counter(material for row in asked.values() for each in row for material in each)
    chosen = min(counts, key=lambda material: (-counts[material], material))
    rest = {key: tuple(each - {chosen} for each in row) for key, row in asked.items()}
    answer, inside = _refute({key: row for key, row in rest.items() if all(row)}, most - 1)
    if answer is not None:
        return answer | {chosen}, {}
    left_out = {key: tuple(each for each in row if chosen not in each) for key, row in asked.items()}
    answer, outside = _refute(left_out, most)
    return answer, {"material": chosen, "with": inside, "without": outside}


def _parts(asked: Open) -> list[Open]:
    """Return the independent parts: requirements that share no material."""
    groups: list[tuple[frozenset[str], list[str]]] = []
    for key, row in asked.items():
        held, keys = frozenset().union(*row), [key]
        for group in [group for group in groups if group[0] & held]:
            groups.remove(group)
            held, keys = held | group[0], [*group[1], *keys]
        groups.append((held, keys))
    return [{key: asked[key] for key in keys} for _, keys in groups]
