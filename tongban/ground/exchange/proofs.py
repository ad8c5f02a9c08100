"""What is proven of the outbox and of messages: what people did about them; the act that put a row in proves the rest."""

PROVEN = ()
NOT_PROVEN = {
    "exchange.Outgoing": "follows from the act that put it in, moves on with each attempt, and is forgotten after a time",
    "exchange.Attempt": "a book of attempts, forgotten with the row; no right follows from it",
    "exchange.Message": "follows from a ledger entry; the reader marks it as read",
    "exchange.Choice": "a reader's own wish, changed at will; notices that the law asks for heed none",
    "exchange.Contact": "a reader's own address, verified by a code; no right follows from it",
    "exchange.MatterNote": "what colleagues tell each other; no right, limit or figure follows from it",
    "exchange.Simulated": "what a simulator of a demo shows instead of sending it",
}
