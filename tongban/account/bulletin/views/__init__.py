"""The pages of what the hotline tells of itself."""
