"""The command ``tongban``: one table of commands, each loaded only when it is called.

``tongban audit`` must start without Django, and ``tongban --help`` without loading anything.
"""

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


@dataclass(frozen=True)
class Command:
    """Where a command is written, and what it does in one line."""

    module: str
    summary: str


COMMANDS = {
    "audit": Command("tongban.account.audit.command", "审核自评报告：指出问题、印数与应为、怎样改。"),
    "rule": Command("tongban.account.audit.command", "说明一条审核规则。"),
    "due": Command("tongban.ground.clock.command", "计算期限届满日：工作日、顺延、暂停与延长，逐日说明。"),
    "draw": Command("tongban.ground.matters.draw_command", "按种子和名单重做一次随机抽取。"),
    "report": Command("tongban.operations.report_commands", "输出自评报告，或把报告文件转成另一种格式。"),
    "demo": Command("tongban.demo.commands", "装入演示数据，并审核 2022 年印发的自评报告。"),
    "serve": Command("tongban.operations.commands", "启动网站（含随附数据库）。"),
    "migrate": Command("tongban.operations.commands", "更新数据库结构。"),
    "check": Command("tongban.operations.commands", "检查本机安装是否齐全。"),
    "verify": Command("tongban.operations.ledger_commands", "核验台账；或 verify figure 重算一个数。"),
    "snapshot": Command("tongban.operations.insight_commands", "把事实写成签名的 Parquet 快照。"),
    "measure": Command("tongban.operations.insight_commands", "计算一个期间的全部指标。"),
    "suggestions": Command(
        "tongban.operations.hotline_commands", "检验热线类别建议：混淆、准确率、宏 F1、覆盖率。"
    ),
    "ledger": Command("tongban.operations.ledger_commands", "认下有意用 SQL 更正的业务数据，写明原因。"),
    "seal": Command("tongban.operations.ledger_commands", "封存台账：Merkle 根加签名。"),
    "keys": Command("tongban.operations.key_commands", "台账密钥：指纹、换新、迁移后接续、丢失后另起。"),
    "daily": Command("tongban.operations.daily", "每日自动事项：逾期未告知视为受理、容缺到期、快递签收。"),
    "confirm-clock": Command("tongban.operations.daily", "确认系统时间无误，恢复自动事项。"),
    "events": Command("tongban.operations.event_commands", "导出办件事件日志：OCEL 2.0 或 XES。"),
    "archive": Command("tongban.operations.archive_commands", "核验办件归档包。"),
    "backup": Command("tongban.operations.commands", "备份数据库、文件与密钥。"),
    "restore": Command("tongban.operations.commands", "从备份恢复。"),
}


class CommandTable(TyperGroup):
    """The commands of the table; a command's module is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command: its summary alone while help is listed, the real one when it is called."""
        if cmd_name not in COMMANDS:
            return None
        if ctx.resilient_parsing or cmd_name not in sys.argv[1:]:
            return TyperCommand(cmd_name, help=COMMANDS[cmd_name].summary)
        module = importlib.import_module(COMMANDS[cmd_name].module)
        return _as_command(cmd_name, getattr(module, cmd_name.replace("-", "_")))


def _as_command(name: str, act: Callable[..., Any]) -> Any:
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    single.command(name)(act)
    return get_command(single)


app = typer.Typer(
    cls=CommandTable, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
)


@app.callback()
def _house() -> None:
    """通办：政务服务管理办公室的工作台。输入 tongban 命令 --help 查看每个命令的说明。"""


def main() -> None:
    """Run the command line."""
    app()
