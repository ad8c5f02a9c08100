"""pip for a Python that came without it: one wheel from the package index, known by its checksum.

The index, certificate and proxy are those pip itself would use: its environment variables and its
configuration files.
"""

import base64
import configparser
import hashlib
import os
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from installing.workshop import CommandError, SetupError, run

NAME = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PUBLIC_INDEX = "https://pypi.org/simple"


def bootstrap(python: Path, keep_in: Path) -> None:
    """Install the pinned pip into an environment that has none."""
    keep_in.mkdir(parents=True, exist_ok=True)
    wheel = keep_in / NAME
    try:
        wheel.write_bytes(_download())
        run([python, f"{wheel}/pip", "install", "--no-index", "--disable-pip-version-check", wheel])
    finally:
        wheel.unlink(missing_ok=True)


def _download() -> bytes:
    index = _setting("index_url") or PUBLIC_INDEX
    page_address = index.rstrip("/") + "/pip/"
    page = _read(page_address).decode("utf-8", "replace")
    link = re.search(rf'href="([^"]*/{re.escape(NAME)}[^"]*)"', page)
    if link is None:
        raise SetupError(
            f"软件源 {index} 上没有 {NAME}。可先安装 python3-venv。",
            f"The index has no {NAME}. Installing python3-venv beforehand also helps.",
        )
    content = _read(urljoin(page_address, link[1].replace("&amp;", "&")), like=index)
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SetupError(
            f"{NAME} 与登记的校验值不符，已拒绝使用。",
            f"{NAME} differs from its pinned checksum and was refused.",
        )
    return content


def _read(address: str, like: str = "") -> bytes:
    """Read an address; the user name and password of an index count for its files on the same host."""
    request = urllib.request.Request(_without_user(address), headers={"Accept": "text/html"})  # noqa: S310
    owner = urlsplit(address) if "@" in urlsplit(address).netloc else urlsplit(like)
    if owner.username and owner.hostname == urlsplit(address).hostname:
        pair = f"{unquote(owner.username)}:{unquote(owner.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    trust = ssl.create_default_context(cafile=_certificates())
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trust))
    try:
        with opener.open(request, timeout=60) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, OSError) as error:
        raise CommandError(["GET", _without_user(address)], str(error)) from error


def _without_user(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _certificates() -> str | None:
    chosen = (os.environ.get("PIP_CERT"), _setting("cert"), os.environ.get("REQUESTS_CA_BUNDLE"))
    return next((path for path in chosen if path and Path(path).is_file()), None)


def _setting(name: str) -> str | None:
    """Return pip's own setting: from the environment, or the last of its files that names it."""
    given = os.environ.get("PIP_" + name.upper())
    if given:
        return given
    found = None
    for path in _configuration_files():
        settings = configparser.RawConfigParser()
        try:
            settings.read(path, encoding="utf-8")
        except (configparser.Error, UnicodeError):
            continue
        found = settings.get("global", name.replace("_", "-"), fallback=found)
    return found


def _configuration_files() -> Iterator[Path]:
    home = Path.home()
    yield Path("/etc/pip.conf")
    yield home / ".pip" / "pip.conf"
    yield Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    if os.environ.get("PIP_CONFIG_FILE"):
        yield Path(os.environ["PIP_CONFIG_FILE"])
