"""Page components, files, tables and the look of the house; imports people, ledger, clock and law."""
