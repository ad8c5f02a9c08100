"""What this room sends from the outbox itself: messages, to the inbox and by their channels."""

from tongban.ground.exchange.messages import senders

__all__ = ["senders"]
