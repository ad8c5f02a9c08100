"""What the bureau's roles may do with programmes."""

GRANTS = {
    "programme_editor": ["programme.read", "programme.edit"],
    "programme_host": ["programme.read", "programme.host"],
    "leaders_office": ["programme.read", "programme.lead"],
    "bureau_leader": ["programme.read", "programme.lead"],
    "supervisor": ["programme.read"],
}
