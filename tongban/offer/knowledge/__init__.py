"""What citizens ask and how it is answered: entries in versions, stale when a source changes; imports catalogue, ground."""
