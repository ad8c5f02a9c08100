"""What the bureau's roles may do with cases beside the table in `people/roles.py`."""

GRANTS = {"item_manager": ["cases.elsewhere"]}
