"""The officers' pages of the hall."""
