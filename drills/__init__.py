"""Faults on purpose: a running office is killed, starved and misled while it is filed at, and every filing is counted."""
