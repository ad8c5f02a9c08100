"""Whether a certificate proves what it says. It uses nothing of what found the certificate, and is read in five minutes.

It takes the problem and the certificate as plain values, so that whoever doubts the office may run it alone.
"""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, inf
from typing import Any

Asked = dict[str, list[set[str]]]


class BadProof(ValueError):
    """A step of a proof does not hold."""


def faults(problem: Mapping[str, Any], certificate: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a certificate; nothing where it proves that no fewer materials do."""
    try:
        return _faults(problem, certificate)
    except (BadProof, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        return [f"{type(error).__name__}: {error}"]


def _faults(problem: Mapping[str, Any], certificate: Mapping[str, Any]) -> list[str]:
    found, met, proof = certificate["materials"], certificate["met"], certificate["proof"]
    text = json.dumps([problem, found, met, proof], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    told = []
    if hashlib.sha256(text.encode()).hexdigest() != certificate["seal"]:
        told.append("seal: the certificate or the problem was changed")
    free, asked = _free(problem), dict[str, list[set[str]]]()
    for key, alternatives in problem["requirements"].items():
        struck = [set(each) - free[key.split("/")[0]] for each in alternatives]
        if not struck[met[key]] <= set(found):
            told.append(f"{key}: its alternative is not among the materials")
        if all(struck):
            asked[key] = struck
    needed = {m for key in asked for m in asked[key][met[key]]}
    if needed != set(found) or len(needed) != len(found) or met.keys() != problem["requirements"].keys():
        told.append("materials: they are not those that the requirements are met by")
    least = _least(asked, proof)
    if least != len(found):
        told.append(f"proof: it shows that at least {least} are needed, not {len(found)}")
    return told


def _free(problem: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return by item what need not be submitted: on file, exempt, or the result of an item before it."""
    free = {item: set(problem["on_file"]) for item in problem["items"]}
    for item, material in problem["exempt"]:
        free.get(item, set()).add(material)
    for _before, after, material in problem["order"]:
        free[after].add(material)
    return free


def _least(asked: Asked, proof: Mapping[str, Any]) -> float:
    """Return how many materials a proof shows to be needed at least."""
    if "dead" in proof:
        if all(asked.values()):
            raise BadProof("dead: every requirement has an alternative")
        return inf
    if "shares" in proof:
        return _by_shares(asked, proof["shares"])
    if "parts" in proof:
        return _by_parts(asked, proof["parts"])
    chosen = proof["material"]
    rest = {key: [each - {chosen} for each in row] for key, row in asked.items()}
    left_out = {key: [each for each in row if chosen not in each] for key, row in asked.items()}
    submitted = {key: row for key, row in rest.items() if all(row)}
    return min(1 + _least(submitted, proof["with"]), _least(left_out, proof["without"]))


def _by_shares(asked: Asked, shares: Mapping[str, Mapping[str, int]]) -> int:
    """Nobody's share is negative and no material is shared beyond its cost: the least alternatives add up."""
    spent: dict[str, int] = {}
    for key, given in shares.items():
        for material, units in given.items():
            if key not in asked or units <= 0:
                raise BadProof(f"shares: {units} to {key}")
            spent[material] = spent.get(material, 0) + units
    unit = 10_000
    if any(units > unit for units in spent.values()):
        raise BadProof("shares: a material is shared beyond its cost")
    least = [
        min(sum(shares.get(key, {}).get(m, 0) for m in each) for each in row) for key, row in asked.items()
    ]
    return ceil(Fraction(sum(least), unit))


def _by_parts(asked: Asked, parts: list[Mapping[str, Any]]) -> float:
    """Parts that share no material need together what each needs."""
    held = [{m for key in part["of"] for each in asked[key] for m in each} for part in parts]
    if sum(map(len, held)) != len(set().union(*held)):
        raise BadProof("parts: two of them share a material")
    return sum(_least({key: asked[key] for key in part["of"]}, part) for part in parts)
