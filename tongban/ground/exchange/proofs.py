"""What is proven of the outbox: its words; what waits to leave is cleared when it has left."""

from tongban.ground.ledger.proven import Rows

PROVEN: tuple[Rows, ...] = ()
NOT_PROVEN = {
    "exchange.Outgoing": "a letter that waits to leave, cleared afterwards; the act that put it in is proven",
    "exchange.Attempt": "an attempt to send, noted outside every act and cleared with its letter",
}
ACTS = {"OUTBOX": frozenset({"send_again", "give_up"})}
