"""Django's own commands, on the installation's database (officers use ``tongban``)."""

import os
import sys

from config.database import connect_as_owner, ensure_database

if __name__ == "__main__":
    ensure_database()
    connect_as_owner()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
