"""The rows behind a figure for those who may not read them one by one: how many there are of each kind that is told.

The list is written from the groups that are told and not read from the records, so that nothing else can be in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.account.insight.values import Value
from tongban.doors.desk.figures.groups import FigureGroup
from tongban.doors.desk.figures.rows import COUNTED
from tongban.ground.kit.tables import Column

WHOLE = _("all together")


@dataclass(frozen=True)
class RowGroups:
    """The rows of a value in the groups told; of a share, those counted and those that are not apart."""

    value: Value
    groups: Sequence[FigureGroup]
    title: Any

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return each group with how many rows it has; together they are all that were counted."""
        parts = [(group.name, group.value) for group in self.groups] or [(str(WHOLE), self.value)]
        found = []
        for name, value in parts:
            counted = int(value.numerator or 0) if self._is_share else value.rows
            found.append({"group": name, "is_counted": True, "rows": counted})
            found.append({"group": name, "is_counted": False, "rows": value.rows - counted})
        return [row for row in found if row["rows"]]

    def columns(self) -> list[Column[dict[str, Any]]]:
        """Return the columns: the group, whether its rows count, and how many they are."""
        group = Column[dict[str, Any]]("group", self.title or _("Group"), value=lambda row: row["group"])
        rows = Column[dict[str, Any]](
            "rows", _("Rows"), kind="number", places=0, value=lambda row: row["rows"]
        )
        return [group, *([COUNTED] if self._is_share else []), rows]

    @property
    def _is_share(self) -> bool:
        return self.value.metric.measure == "share"
