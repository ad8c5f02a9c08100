"""Pages of the way cases really go: map, variants, waiting, departures, and what is likely late."""
