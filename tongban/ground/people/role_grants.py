"""What the roles of the bureau may do: the whole table stands in ``roles.py``."""

from tongban.ground.people.roles import ROLES

GRANTS = {code: role.permissions for code, role in ROLES.items()}
