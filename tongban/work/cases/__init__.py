"""Applications from filing to archive; imports offer and ground, no neighbour."""
