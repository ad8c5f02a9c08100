"""What the hotline tells of itself: bulletins, the wall screen, hot spots, the ranking of units, the three rates."""
