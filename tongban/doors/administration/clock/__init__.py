"""The page on which an administrator confirms the time."""
