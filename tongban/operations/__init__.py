"""What an administrator does: serve, migrate, back up, restore, check. May import every room; no room imports it."""
