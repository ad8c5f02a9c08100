"""The administrator's commands; each loads Django only when it runs."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tongban.operations.start import plain_errors, say, start_django

Host = Annotated[str, typer.Option(help="监听的地址；0.0.0.0 表示本机全部地址。")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="端口。")]
PassphraseFile = Annotated[
    Path | None, typer.Option(help="口令文件；也可设 TONGBAN_BACKUP_PASSPHRASE 或 _FILE。")
]
Workers = Annotated[int, typer.Option(min=1, help="工作进程数，一般与处理器核数相同。")]


@plain_errors
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 2,
    access_log: Annotated[bool, typer.Option("--access-log", help="在终端逐条显示访问记录。")] = False,
    live_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="直播页面推送的端口，不写为下一个；0 表示不推送。")
    ] = None,
) -> None:
    """启动网站（含随附数据库），按 Ctrl+C 停止。"""
    from tongban.operations import server_address

    server_address.require_free_port(host, port)
    if live_port:
        server_address.require_free_port(host, live_port)
    live = server_address.port_beside(host, port) if live_port is None else live_port
    os.environ["TONGBAN_LIVE_PORT"] = str(live)
    os.environ.setdefault("TONGBAN_LOG_LEVEL", "INFO")
    os.environ.setdefault("TONGBAN_PUBLIC_ADDRESS", server_address.local_address(host, port))
    start_django()
    from tongban.operations import folders, schema, static, web_server

    schema.require_current_structure()
    folders.tighten()
    static.collect_static()
    web_server.serve(host, port, workers, access_log=access_log)
    say("通办已停止 · stopped")


@plain_errors
def migrate() -> None:
    """把数据库结构更新到与程序一致。"""
    start_django(as_owner=True)
    from tongban.operations import folders, schema

    folders.tighten()
    schema.migrate()


@plain_errors
def backup(
    file: Annotated[Path | None, typer.Argument(help="备份文件；不写则存入 var/backups。")] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """备份数据库、文件与封存记录到一个签名的文件；给了口令的，密钥加密后一并存入。"""
    start_django()
    from tongban.ground.ledger import keys
    from tongban.operations.backup import back_up
    from tongban.operations.passphrase import given_passphrase

    words = given_passphrase(passphrase_file, question="密钥的备份口令（不输入则不含密钥）：")
    written = back_up(file, words=words)
    say(f"✓ 已备份到 {written}（{written.stat().st_size / 1e6:.1f} MB）")
    say(f"  签名密钥指纹：{keys.signer().fingerprint}")
    if words:
        say("  密钥已用口令加密存入；请把口令与备份分开保管。")
    else:
        say("! 没有口令，备份中不含密钥。请另行妥善保管 var/keys，否则换机后不能继续封存台账。")


@plain_errors
def restore(
    file: Annotated[Path, typer.Argument(help="tongban backup 写出的备份文件。")],
    replace: Annotated[
        bool, typer.Option("--replace", help="现有数据库非空时也恢复；原库和原文件改名保留。")
    ] = False,
    key: Annotated[str, typer.Option(help="换新机器时：备份的签名密钥指纹。")] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """从备份恢复数据库、文件与密钥；先停止网站。"""
    start_django(as_owner=True)
    from tongban.operations.restore import restore_backup

    for line in restore_backup(file, replace=replace, key=key, words_file=passphrase_file):
        say(line)


@plain_errors
def check() -> None:
    """检查本机安装是否齐全：数据库、字体、页面文件、密钥、磁盘等。"""
    start_django()
    from tongban.operations.inspection import inspect, show

    findings = inspect()
    show(findings)
    if any(finding.state == "missing" for finding in findings):
        raise typer.Exit(1)
