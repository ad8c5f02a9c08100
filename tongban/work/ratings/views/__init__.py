"""The ratings desk: bad ratings and the work on each, and the figures of a period."""
