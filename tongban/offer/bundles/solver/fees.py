"""One fee for the whole bundle, and who gets which part of it: the parts add up to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FeeRule = Literal["sum", "once"]
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ItemFee:
    """What one item costs by itself, and the kind of fee; fees of one kind may be merged."""

    item: str
    fee_yuan: Decimal
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MergedFee:
    """What the bundle costs, and the part of each item."""

    total_yuan: Decimal
    split: dict[str, Decimal]


def merged_fee(fees: Sequence[ItemFee], rule: FeeRule) -> MergedFee:
    """Return the fee of a bundle: the sum of all, or of each kind the highest once, split as the single fees are."""
    groups: dict[str, list[ItemFee]] = {}
    for each in fees:
        groups.setdefault(each.kind if rule == "once" and each.kind else f"\0{each.item}", []).append(each)
    split = {item: part for group in groups.values() for item, part in _split(group).items()}
    return MergedFee(sum(split.values(), Decimal(0)), split)


def _split(group: Sequence[ItemFee]) -> dict[str, Decimal]:
    """Split the highest fee of a group in proportion to the single fees; the cents left go to the largest remainders."""
    charged, whole = max(each.fee_yuan for each in group), sum(each.fee_yuan for each in group)
    if not whole:
        return {each.item: Decimal("0.00") for each in group}
    exact = {each.item: charged * each.fee_yuan / whole for each in group}
    parts = {item: part.quantize(CENT, "ROUND_DOWN") for item, part in exact.items()}
    left = int((charged - sum(parts.values())) / CENT)
    for item in sorted(exact, key=lambda item: (parts[item] - exact[item], item))[:left]:
        parts[item] += CENT
    return parts
