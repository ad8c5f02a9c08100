"""What every matter shares: the duties that are done by themselves; imports kit, people, ledger, clock, law."""
