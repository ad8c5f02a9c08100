"""What is laid down for enterprise aid: the line it works on, which order a demand becomes, what hangs together."""

from collections.abc import Callable, Sequence

LINE = "enterprise-aid"
"""The code of the hotline's line 一企来."""
ORDER_KINDS = {
    "policy": "consult",
    "difficulty": "help",
    "complaint": "complaint",
    "suggestion": "suggestion",
}


def groups_alike(count: int, is_alike: Callable[[int, int], bool]) -> list[list[int]]:
    """Return the groups of places that hang together by likeness, each in order, the largest first."""
    group_of = list(range(count))
    for one in range(count):
        for other in range(one):
            if group_of[one] != group_of[other] and is_alike(one, other):
                joined, kept = group_of[one], group_of[other]
                group_of = [kept if each == joined else each for each in group_of]
    return _sorted_groups(group_of)


def _sorted_groups(group_of: Sequence[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for place, group in enumerate(group_of):
        groups.setdefault(group, []).append(place)
    return sorted(groups.values(), key=lambda group: (-len(group), group))
