"""Which rules run and with which thresholds: a TOML file, and the rules chosen on the command line."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from tongban.account.audit.rule import Parameter, Rule, all_rules
from tongban.account.audit.words import Words
from tongban.ground.sandbox.regular import read_regular

MOST_BYTES = 1024 * 1024


class ConfigurationError(Exception):
    """The configuration cannot be followed; the words say where and why in one line."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


class Configuration(Struct, frozen=True):
    """Rules to leave out, and thresholds by rule code that replace the defaults."""

    ignore: tuple[str, ...] = ()
    parameters: dict[str, dict[str, Parameter]] = {}


def read_configuration(path: Path) -> Configuration:
    """Read a configuration file: ``ignore = ["BUD-12"]`` and tables ``[IND-01]`` of thresholds."""
    try:
        said = tomllib.loads(read_regular(path, MOST_BYTES).decode())
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            Words(f"读不了配置文件 {path}：{error}", f"Cannot read {path}: {error}")
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            Words(f"配置文件 {path} 不是有效的 TOML：{error}", f"{path} is not valid TOML: {error}")
        ) from None
    ignore = said.pop("ignore", [])
    if not _is_list_of_words(ignore):
        raise _wrong(path, "ignore", Words("应为规则代码的列表", "must be a list of rule codes"))
    known = {rule.code: rule for rule in all_rules()}
    return Configuration(
        tuple(ignore), {code: _thresholds(path, code, table, known) for code, table in said.items()}
    )


def select_rules(only: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules to run: all, or those of the codes or families (IND) given, less the ignored."""
    wanted, unwanted = tuple(only), tuple(ignore)
    for code in (*wanted, *unwanted):
        if not any(_answers(rule, code) for rule in all_rules()):
            raise ConfigurationError(Words(f"没有规则“{code}”", f"There is no rule “{code}”"))
    return tuple(
        rule
        for rule in all_rules()
        if (not wanted or any(_answers(rule, code) for code in wanted))
        and not any(_answers(rule, code) for code in unwanted)
    )


def _answers(rule: Rule, code: str) -> bool:
    return rule.code == code.upper() or rule.code.startswith(f"{code.upper()}-")


def _thresholds(path: Path, code: str, table: Any, known: dict[str, Rule]) -> dict[str, Parameter]:
    if code not in known:
        raise _wrong(path, code, Words("没有这条规则", "there is no such rule"))
    if not isinstance(table, dict):
        raise _wrong(path, code, Words("应为参数表", "must be a table of parameters"))
    return {name: _threshold(path, known[code], name, value) for name, value in table.items()}


def _threshold(path: Path, rule: Rule, name: str, value: Any) -> Parameter:
    where = f"{rule.code}.{name}"
    if name not in rule.parameters:
        names = "、".join(rule.parameters) or "—"
        raise _wrong(
            path, where, Words(f"没有这个参数（可用：{names}）", f"no such parameter (there are: {names})")
        )
    if isinstance(rule.parameters[name], tuple):
        if not _is_list_of_words(value):
            raise _wrong(path, where, Words("应为文字列表", "must be a list of words"))
        return tuple(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(path, where, Words("应为数字", "must be a number"))
    return value if isinstance(value, int) else Decimal(str(value))


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _wrong(path: Path, where: str, why: Words) -> ConfigurationError:
    return ConfigurationError(Words(f"配置文件 {path}：{where} {why.zh}", f"{path}: {where}: {why.en}"))
