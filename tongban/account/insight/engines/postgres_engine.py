"""PostgreSQL, live: the facts as they are at this moment."""

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from tongban.account.insight.engines.protocol import EngineDown


@dataclass(frozen=True, slots=True)
class PostgresEngine:
    """The house's own database, asked through the views and never written."""

    name: str = "postgresql"
    dialect: str = "postgres"
    manifest: str = ""

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Return rows by column name."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
                names = [column.name for column in cursor.description or ()]
                return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except ProgrammingError as error:
            raise EngineDown(
                _("The views of the facts are not as they are published: %s. Run tongban migrate.")
                % _first_line(error)
            ) from error
        except DatabaseError as error:
            raise EngineDown(_("The database does not answer: %s.") % _first_line(error)) from error

    def check(self) -> None:
        """Find nothing wrong: the facts are what they are at this moment."""


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


LIVE = PostgresEngine()
