"""The door for other systems: an HTTP API with keys and scopes; it asks and acts through the rooms' front doors."""
