"""What leaves the house after commit: the outbox; imports matters, kit, people, ledger, clock and law."""
