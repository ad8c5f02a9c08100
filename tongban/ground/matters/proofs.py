"""What is proven of duties: their words; how they stand is no fact of a matter."""

from tongban.ground.ledger.proven import Rows

PROVEN: tuple[Rows, ...] = ()
NOT_PROVEN = {
    "matters.DutyRun": "how a duty stands, noted with every run; what it does are acts of their own"
}
ACTS = {"DUTY": frozenset({"run_now"})}
