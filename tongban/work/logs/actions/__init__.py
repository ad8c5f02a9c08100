"""What people do with logs: upload, say what the columns mean, check, import, remove."""
