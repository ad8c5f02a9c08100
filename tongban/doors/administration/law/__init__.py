"""The page that shows the law beside the code that keeps it."""
