"""The auditor's page of the ledger: verify it, look at seals and keys."""
