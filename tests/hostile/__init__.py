"""Files that attack whoever reads them, made small and new for each test; nothing of them is kept."""
