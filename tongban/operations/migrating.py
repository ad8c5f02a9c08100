"""The database's structure: what is pending, and bringing it up to date."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tongban.ground.kit import fact_views
from tongban.operations.start import OperationError, say


def pending() -> list[str]:
    """Return the names of the migrations that were not applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database's structure up to date."""
    waiting = pending()
    if not waiting:
        fact_views.make_views()
        say("✓ 数据库结构已是最新")
        return
    say(f"▸ 更新数据库结构（{len(waiting)} 项）")
    call_command("migrate", interactive=False, verbosity=0)
    say("✓ 数据库结构已更新")


def need_current_structure() -> None:
    """Refuse to work on a database whose structure is behind the program."""
    waiting = pending()
    if waiting:
        raise OperationError(
            f"数据库结构落后于程序，有 {len(waiting)} 项未执行（{waiting[0]} 等）。请先备份，再运行 tongban migrate。"
        )
