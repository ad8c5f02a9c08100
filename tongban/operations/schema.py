"""The database's structure: what is pending, and bringing it up to date."""

import logging
from collections.abc import Iterable

from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now
from psycopg.errors import InsufficientPrivilege

from tongban.ground.kit import fact_views, upgrade_path
from tongban.ground.ledger import macs
from tongban.ground.office.actions import adopt_first_values
from tongban.operations import rights
from tongban.operations.start import OperationError, say

LOG = logging.getLogger(__name__)

FIRST = "ledger.0001_initial"
NOT_THE_OWNER = (
    "数据库用户 {role} 不是数据表的所有者，没有这个权限。请用 TONGBAN_OWNER_DATABASE_URL 指明所有者的地址。"
)


def require_path(applied: Iterable[tuple[str, str]] | None = None) -> None:
    """Refuse a database, or one with these migrations applied, that has to go over a former version first."""
    if upgrade_path.rooms_behind(applied):
        raise OperationError(upgrade_path.go_over_former_version())


def pending_migrations() -> list[str]:
    """Return the names of the migrations that were not applied yet."""
    require_path()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database's structure up to date, and the serving role's rights with it."""
    waiting = pending_migrations()
    if waiting:
        say(f"▸ 更新数据库结构（{len(waiting)} 项）")
    if FIRST in waiting:
        macs.make_first_key()
    try:
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
        else:
            fact_views.make_views()
        rights.grant_rights(rights.serving_role())
        adopt_first_values(at=now())
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        raise OperationError(NOT_THE_OWNER.format(role=connection.settings_dict["USER"])) from error
    LOG.info("structure brought up to date", extra={"count": len(waiting)})
    say("✓ 数据库结构已更新" if waiting else "✓ 数据库结构已是最新")


def require_current_structure() -> None:
    """Refuse to work on a database whose structure is behind the program."""
    waiting = pending_migrations()
    if waiting:
        raise OperationError(
            f"数据库结构落后于程序，有 {len(waiting)} 项未执行（{waiting[0]} 等）。请先备份，再运行 tongban migrate。"
        )
