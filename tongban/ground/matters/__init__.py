"""What every matter shares: numbers, papers, draws, the duties done by themselves; imports kit, people, ledger, clock, law."""
