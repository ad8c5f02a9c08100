"""What is proven of event logs told elsewhere."""

from tongban.ground.ledger.proven import Rows
from tongban.work.logs.queries import ACTS as WORDS

PROVEN = (Rows("logs.Log"),)
READ_AGAIN = "read from the uploaded file, whose digest is proven; it can be read again"
NOT_PROVEN = {"logs.Trace": READ_AGAIN, "logs.Event": READ_AGAIN}
ACTS = {"LOG": frozenset(WORDS), "EXPORT": frozenset(WORDS)}
