"""Which share of the residents reaches an open place for an item in time, by hour. Pure Python, no Django."""
