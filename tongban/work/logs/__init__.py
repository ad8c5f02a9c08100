"""Event logs: histories of cases told elsewhere, kept for analysis only; imports offer and ground, no neighbour."""
