"""The pages of flows."""
