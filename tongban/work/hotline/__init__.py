"""The hotline 12345: calls, orders, their way and what became of them; imports offer and ground, no neighbour."""
