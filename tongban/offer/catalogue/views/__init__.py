"""The staff's pages over items and lists."""
