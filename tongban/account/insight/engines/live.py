"""PostgreSQL, live: the facts as they are at this moment."""

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction

from tongban.account.insight.engines.asking import EngineDown


@dataclass(frozen=True, slots=True)
class Live:
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
        except DatabaseError as error:
            raise EngineDown(f"PostgreSQL: {error}") from error


LIVE = Live()
