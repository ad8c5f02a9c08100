"""What is asked: requirements of items with their alternatives, and what need not be submitted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Alternatives = tuple[frozenset[str], ...]
Open = dict[str, Alternatives]
"""What is still asked, by the key of each requirement."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one item asks for: any one of the alternatives, each a set of materials that go together."""

    item: str
    name: str
    alternatives: Alternatives

    @property
    def key(self) -> str:
        """Return by what a certificate names the requirement."""
        return f"{self.item}/{self.name}"


@dataclass(frozen=True, slots=True)
class Order:
    """One item after another; with a material, the result of the first stands for it in the second."""

    before: str
    after: str
    material: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A bundle for one applicant. ``exempt`` holds pairs of item and material that the item itself does not ask for."""

    items: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    order: tuple[Order, ...] = ()
    on_file: frozenset[str] = frozenset()
    exempt: frozenset[tuple[str, str]] = frozenset()

    def only(self, items: Collection[str]) -> "Problem":
        """Return the part of it that these items make."""
        kept = tuple(item for item in self.items if item in items)
        asked = tuple(each for each in self.requirements if each.item in kept)
        order = tuple(each for each in self.order if each.before in kept and each.after in kept)
        return Problem(kept, asked, order, self.on_file, self.exempt)

    def ways(self, item: str) -> dict[str, str]:
        """Return what need not be submitted for an item, and why: on_file, exempt, or the item whose result it is."""
        fed = {each.material: each.before for each in self.order if each.after == item and each.material}
        exempt = {material: "exempt" for of, material in self.exempt if of == item}
        return fed | exempt | dict.fromkeys(self.on_file, "on_file")

    def open(self) -> Open:
        """Return by key what is still asked of the applicant, free materials struck from each alternative."""
        found: Open = {}
        for each in self.requirements:
            free = frozenset(self.ways(each.item))
            left = tuple(alternative - free for alternative in each.alternatives)
            if all(left):
                found[each.key] = left
        return found

    def as_json(self) -> Mapping[str, Any]:
        """Return the problem as plain values, the same for the same problem: what a certificate is sealed with."""
        return {
            "items": sorted(self.items),
            "requirements": {
                each.key: [sorted(alternative) for alternative in each.alternatives]
                for each in self.requirements
            },
            "order": sorted([each.before, each.after, each.material] for each in self.order),
            "on_file": sorted(self.on_file),
            "exempt": sorted(map(list, self.exempt)),
        }
