"""What one may ask about entries: who sees them, whether they are fresh, which answer a question."""
