"""The forms of the officers' pages."""
