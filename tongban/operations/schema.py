"""The database's structure: what is pending, and bringing it up to date."""

import logging

from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now
from psycopg.errors import InsufficientPrivilege

from tongban.ground.kit import fact_views
from tongban.ground.ledger import former_notes, macs
from tongban.ground.ledger.former_notes import NotesImport
from tongban.ground.ledger.keys import KeyMissing
from tongban.operations import rights
from tongban.operations.start import OperationError, say

LOG = logging.getLogger(__name__)

NOT_THE_OWNER = (
    "数据库用户 {role} 不是数据表的所有者，没有这个权限。请用 TONGBAN_OWNER_DATABASE_URL 指明所有者的地址。"
)

WITH_MACS = "ledger.0004_macs_and_images"
TO_ADOPT = "请先运行 tongban verify，与最近的备份比对；确认这就是本单位的台账后，运行 tongban keys adopt。在此之前不能封存。"
FORMER_NOTES = {
    NotesImport.DONE: "✓ 0.1 版的库外封存记录与数据库相符，已接续",
    NotesImport.NONE_HERE: f"! 数据库中有封存，密钥文件夹中却没有它的库外记录（数据库曾恢复或迁移过？）。{TO_ADOPT}",
    NotesImport.DIFFERENT: f"! 0.1 版的库外封存记录与数据库中的封存不符，没有接续：封存可能被删改过。{TO_ADOPT}",
    NotesImport.NOT_OURS: f"! 有的封存不是用现在的 ledger.key 签名的，库外记录没有接续。"
    f"请放回原来的密钥，再运行 tongban migrate；找不回的，核验时将一直指出这些封存。{TO_ADOPT}",
}


def pending_migrations() -> list[str]:
    """Return the names of the migrations that were not applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database's structure up to date, and the serving role's rights with it."""
    waiting = pending_migrations()
    if waiting:
        say(f"▸ 更新数据库结构（{len(waiting)} 项）")
    if WITH_MACS in waiting:
        macs.make_first_key()
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
    LOG.info("structure brought up to date", extra={"count": len(waiting)})
    say("✓ 数据库结构已更新" if waiting else "✓ 数据库结构已是最新")
    _take_over_former_notes()


def _take_over_former_notes() -> None:
    """Lead the notes of seals of version 0.1 over, or say what the administrator has to do."""
    try:
        said = FORMER_NOTES.get(former_notes.import_notes(at=now()))
    except KeyMissing as error:
        said = f"! 封存记录未能接续：{error}"
    if said:
        say(said)


def require_current_structure() -> None:
    """Refuse to work on a database whose structure is behind the program."""
    waiting = pending_migrations()
    if waiting:
        raise OperationError(
            f"数据库结构落后于程序，有 {len(waiting)} 项未执行（{waiting[0]} 等）。请先备份，再运行 tongban migrate。"
        )
