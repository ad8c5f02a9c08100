"""Staff, departments, budget units and who may do what; imports ledger, clock and law."""
