"""What we do; neighbours never meet."""
