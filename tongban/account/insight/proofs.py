"""What is proven of values that are kept."""

from tongban.ground.ledger.proven import Rows

PROVEN = (Rows("insight.KeptValue"),)
NOT_PROVEN: dict[str, str] = {}
ACTS = {"MEASURE": frozenset({"measure"})}
