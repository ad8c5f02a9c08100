"""The officers' pages over knowledge."""
