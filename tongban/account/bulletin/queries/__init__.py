"""What the hotline tells of itself, computed from the house's metrics."""
