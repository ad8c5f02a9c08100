"""What administrators, auditors and legal officers keep: staff, ledger, law, calendar, clock; imports ground."""
