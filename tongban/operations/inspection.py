"""What is missing on this installation, item by item, with what to do about it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.timezone import localtime, now

from config.database import ROOT, VAR
from tongban.ground.exchange import queries as outbox
from tongban.ground.exchange import seal_witness
from tongban.ground.kit import clock_watch, heartbeat, virus_scan
from tongban.ground.kit.fonts import RARE_FONTS
from tongban.ground.ledger import keys, macs
from tongban.ground.matters import queries as duties
from tongban.operations import archive, folders, rights, schema, static
from tongban.operations.archive import backups
from tongban.operations.start import server_version

GIGABYTE = 1024**3
FONT_COUNT = 4
LATE, DAY = timedelta(hours=1), timedelta(days=1)
SIGNS = {"good": "[green]✓[/]", "advice": "[yellow]![/]", "missing": "[red]✗[/]"}


@dataclass(frozen=True)
class InspectionItem:
    """One item: what it is, how it stands (good, advice, missing), and what is seen or to be done."""

    item: str
    state: str
    text: str


def inspect() -> list[InspectionItem]:
    """Look at everything an installation needs."""
    parts: tuple[Callable[[], Iterator[InspectionItem]], ...] = (
        _database,
        _role,
        _pages,
        _fonts,
        _keys,
        _folders,
        _safety,
        _clock,
        _witness,
        _scanner,
        _background,
        _duties,
        _outbox,
        _space,
    )
    return [finding for part in parts for finding in part()]


def show(findings: list[InspectionItem]) -> None:
    """Print the findings as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None, padding=(0, 1))
    for finding in findings:
        table.add_row(SIGNS[finding.state], finding.item, finding.text)
    Console().print(table)


def _database() -> Iterator[InspectionItem]:
    version = "PostgreSQL {}.{}".format(*divmod(server_version(), 10000))
    place = connection.settings_dict["HOST"] or "localhost"
    yield InspectionItem("数据库", "good", f"{version}，{place}，库名 {connection.settings_dict['NAME']}")
    waiting = schema.pending_migrations()
    if waiting:
        yield InspectionItem("数据库结构", "missing", f"{len(waiting)} 项未执行，请运行 tongban migrate")
    else:
        yield InspectionItem("数据库结构", "good", "最新")


def _role() -> Iterator[InspectionItem]:
    if "ledger_entry" not in connection.introspection.table_names():
        return
    found = rights.excess()
    if found:
        yield InspectionItem(
            "数据库用户", "advice", f"权限过大：{'；'.join(found)}。见 docs/installation.md“数据库”"
        )
    else:
        yield InspectionItem("数据库用户", "good", "只能追加台账，不能改写")


def _pages() -> Iterator[InspectionItem]:
    vendor = ROOT / "tongban" / "ground" / "kit" / "static" / "vendor"
    if not vendor.is_dir():
        yield InspectionItem("前端文件", "missing", "缺少 npm 软件包中的样式与脚本，请运行 make setup")
    elif not settings.DEBUG and static.is_stale():
        yield InspectionItem("页面文件", "advice", "有改动，下次 tongban serve 时自动整理")
    else:
        yield InspectionItem("页面文件", "good", str(settings.STATIC_ROOT))
    sources = [*ROOT.glob("locale/*/LC_MESSAGES/*.po"), *ROOT.glob("tongban/*/*/locale/*/LC_MESSAGES/*.po")]
    if all(path.with_suffix(".mo").exists() for path in sources):
        yield InspectionItem("界面语言", "good", "已编译")
    else:
        yield InspectionItem("界面语言", "missing", "未编译，请运行 make setup")


def _fonts() -> Iterator[InspectionItem]:
    count = len(list((VAR / "fonts").glob("*.ttf")))
    if count < FONT_COUNT:
        yield InspectionItem("中文字体", "missing", "PDF 所需字体不全，请运行 make setup")
    else:
        yield InspectionItem("中文字体", "good", f"{count} 个")
    lacking = [name for name in RARE_FONTS if not (VAR / "fonts" / name).exists()]
    if lacking:
        yield InspectionItem(
            "生僻字字体",
            "advice",
            f"缺少 {'、'.join(lacking)}；含扩展区汉字的文书将不能印制，请运行 make setup",
        )
    else:
        yield InspectionItem(
            "生僻字字体", "good", "扩展 B 至 F 区齐全，G、H 区过半；其余的字不印，并说明原因"
        )


def _folders() -> Iterator[InspectionItem]:
    loose = folders.loose()
    if loose:
        told = "；".join(f"chmod {mode:o} {path}" for path, mode in loose)
        yield InspectionItem("文件权限", "missing", f"他人可读，请运行 {told}")
    else:
        yield InspectionItem("文件权限", "good", "密钥、文件、快照与备份只有本用户可读")


def _keys() -> Iterator[InspectionItem]:
    private = [VAR / "keys" / name for name in ("secret", "ledger.key")]
    kept = archive.secret_keys(VAR / "keys")
    loose = [path for path in kept if path.stat().st_mode & 0o077]
    absent = [path.name for path in private if not path.exists()]
    lost = _lost_keys()
    if lost:
        yield InspectionItem(
            "密钥",
            "missing",
            f"{'、'.join(lost)} 不见了，不能记入或封存台账；请从备份放回（见 docs/installation.md“Keys and seals”）",
        )
    elif loose:
        names = " ".join(str(path) for path in loose)
        yield InspectionItem("密钥", "missing", f"他人可读，请运行 chmod 600 {names}")
    elif absent:
        yield InspectionItem("密钥", "advice", f"{'、'.join(absent)} 将在首次使用时生成")
    else:
        yield InspectionItem("密钥", "good", str(VAR / "keys"))


def _lost_keys() -> list[str]:
    """Return the keys that this installation had and has no more."""
    if "ledger_row_image" not in connection.introspection.table_names():
        return [keys.PRIVATE] if keys.is_lost() else []
    both = ((keys.PRIVATE, keys.is_lost()), (macs.CURRENT, macs.is_lost()))
    return [name for name, is_lost in both if is_lost]


def _safety() -> Iterator[InspectionItem]:
    if settings.DEBUG:
        yield InspectionItem("调试模式", "missing", "TONGBAN_DEBUG 已打开，不可用于正式运行")
    if not settings.SESSION_COOKIE_SECURE:
        yield InspectionItem("加密访问", "advice", "未启用；正式运行请在 nginx 配置 HTTPS 并设 TONGBAN_TLS=1")
    if os.geteuid() == 0:
        yield InspectionItem("运行用户", "advice", "当前为 root；正式运行请用专门的用户")
    newest = max(backups().glob("*.tar"), key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        yield InspectionItem("备份", "advice", "还没有备份，请运行 tongban backup 并定时执行")
    else:
        yield InspectionItem("备份", "good", f"最近一次 {newest.name}")


def _clock() -> Iterator[InspectionItem]:
    if schema.pending_migrations():
        return
    found = clock_watch.check_time(now())
    if found is None:
        yield InspectionItem("系统时间", "good", f"{localtime():%Y-%m-%d %H:%M}")
        return
    known = f"{localtime(found.known_at):%Y-%m-%d %H:%M}"
    yield InspectionItem(
        "系统时间",
        "missing",
        f"存疑：上次可信时间 {known}，现在 {localtime():%Y-%m-%d %H:%M}；不可撤销的自动事项已停办。"
        "核对后运行 tongban confirm-clock",
    )


def _witness() -> Iterator[InspectionItem]:
    if not settings.SEAL_WITNESS:
        yield InspectionItem(
            "封存见证", "advice", "未指定；设 TONGBAN_SEAL_WITNESS，把每次封存的哈希报送库外"
        )
        return
    try:
        for name in settings.SEAL_WITNESS:
            seal_witness.witness_at(name)
        yield InspectionItem("封存见证", "good", "、".join(settings.SEAL_WITNESS))
    except ImproperlyConfigured as error:
        yield InspectionItem("封存见证", "missing", str(error))


def _scanner() -> Iterator[InspectionItem]:
    looking = virus_scan.scanner()
    if looking is None:
        yield InspectionItem(
            "病毒查杀", "advice", "未启用；安装 ClamAV 后设置 TONGBAN_VIRUS_SCANNER，上传文件即逐个查杀"
        )
        return
    try:
        yield InspectionItem("病毒查杀", "good", f"{settings.VIRUS_SCANNER}，{looking.version()}")
    except (virus_scan.ScanFailed, ImproperlyConfigured) as error:
        yield InspectionItem(
            "病毒查杀", "missing", f"{settings.VIRUS_SCANNER} 无法连接，上传将被拒绝：{error}"
        )


def _background() -> Iterator[InspectionItem]:
    """Tell whether the process that does the duties and sends the outbox lives, and how often it broke off."""
    if schema.pending_migrations() or not (run := heartbeat.newest_run()):
        return
    heard = f"最近心跳 {localtime(run.last_beat_at):%Y-%m-%d %H:%M}"
    died = heartbeat.broken_off(since=now() - DAY, at=now())
    if run.ended_at:
        yield InspectionItem("后台进程", "advice", f"网站未运行，{heard}；请运行 tongban serve")
    elif run.last_beat_at < now() - heartbeat.SILENT:
        yield InspectionItem("后台进程", "missing", f"已退出，{heard}；请查看日志并重新运行 tongban serve")
    elif died:
        yield InspectionItem("后台进程", "advice", f"一天内意外退出 {len(died)} 次，已重新启动；请查看日志")
    else:
        yield InspectionItem("后台进程", "good", heard)


def _duties() -> Iterator[InspectionItem]:
    """Tell the duties that failed, that the clock has stopped, or that nobody does."""
    if "matters_dutyrun" not in connection.introspection.table_names():
        return
    trouble, known = duties.in_trouble(), duties.list_duties()
    for each in trouble:
        if each.ran and each.ran.outcome == each.ran.Outcome.STOPPED:
            yield InspectionItem("自动事项", "missing", f"{each.duty.label}：系统时钟存疑，已暂停")
        elif each.ran:
            yield InspectionItem(
                "自动事项",
                "missing",
                f"{each.duty.label}：连续 {each.ran.failures} 次未成功，{each.ran.error}",
            )
    late = [each for each in known if each.next_at and each.next_at < now() - LATE]
    if late:
        yield InspectionItem(
            "自动事项",
            "advice",
            f"{len(late)} 项逾期未办，请保持 tongban serve 运行，或定时运行 tongban daily",
        )
    if not trouble and not late:
        yield InspectionItem("自动事项", "good", f"{len(known)} 项")


def _outbox() -> Iterator[InspectionItem]:
    """Tell the dead letters, and what has waited for long."""
    if "exchange_outgoing" not in connection.introspection.table_names():
        return
    dead, waiting = outbox.dead_letter_count(), outbox.waiting_since(now() - LATE)
    if dead:
        yield InspectionItem("发件箱", "advice", f"{dead} 件未能送出，请在“发件箱”页处理")
    if waiting:
        yield InspectionItem(
            "发件箱", "advice", f"{waiting} 件已等待超过一小时，请检查对方服务与 tongban serve"
        )
    if not dead and not waiting:
        yield InspectionItem("发件箱", "good", "没有积压")


def _space(place: Path = VAR) -> Iterator[InspectionItem]:
    free = shutil.disk_usage(place).free / GIGABYTE
    state = "good" if free >= 5 else "advice" if free >= 1 else "missing"
    yield InspectionItem("磁盘", state, f"剩余 {free:.1f} GB")
