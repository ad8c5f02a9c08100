"""The ratings desk: bad ratings and the work on each."""
