"""From facts to figures: metrics, the engines they run on, snapshots. May import budget, work, offer and ground."""
