"""The database's structure: what is pending, and bringing it up to date."""

from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg.errors import InsufficientPrivilege

from tongban.ground.kit import fact_views
from tongban.operations import rights
from tongban.operations.start import OperationError, say

NOT_THE_OWNER = (
    "数据库用户 {role} 不是数据表的所有者，不能更新结构。请用 TONGBAN_OWNER_DATABASE_URL 指明所有者的地址。"
)


def pending() -> list[str]:
    """Return the names of the migrations that were not applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database's structure up to date, and the serving role's rights with it."""
    waiting = pending()
    if waiting:
        say(f"▸ 更新数据库结构（{len(waiting)} 项）")
    try:
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
        else:
            fact_views.make_views()
        rights.grant_rights(rights.serving_role())
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        raise OperationError(NOT_THE_OWNER.format(role=connection.settings_dict["USER"])) from error
    say("✓ 数据库结构已更新" if waiting else "✓ 数据库结构已是最新")


def need_current_structure() -> None:
    """Refuse to work on a database whose structure is behind the program."""
    waiting = pending()
    if waiting:
        raise OperationError(
            f"数据库结构落后于程序，有 {len(waiting)} 项未执行（{waiting[0]} 等）。请先备份，再运行 tongban migrate。"
        )
