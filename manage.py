"""Django's own commands, on the installation's database (officers use ``tongban``)."""

import os
import sys

from config.database import ensure_database

if __name__ == "__main__":
    ensure_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
