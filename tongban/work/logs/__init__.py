"""Event logs: histories of cases recorded elsewhere, kept for analysis only; imports offer and ground, no neighbour."""
