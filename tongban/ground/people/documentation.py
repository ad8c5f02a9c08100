"""The page docs/roles.md: which role may do what, as the rooms say it in their ``role_grants.py``."""

from collections.abc import Iterator

from django.utils.translation import override

from tongban.ground.ledger.grants import grants
from tongban.ground.people.roles import ROLES

HEAD = """# 岗位与权限 · Roles and rights

Written by `make docs` from `people/roles.py` and the rooms' `role_grants.py`. A member of staff holds roles for a time;
pages and moves ask for rights, never for roles. A change of this page is a change of who may do what: read it so.

| role | 岗位 | rights |
|---|---|---|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page: its path below docs/ and its text."""
    yield "roles.md", HEAD + "".join(_row(code) for code in ROLES)


def _row(code: str) -> str:
    with override("en"):
        title = str(ROLES[code].title)
    with override("zh-hans"):
        chinese = str(ROLES[code].title)
    rights = " ".join(f"`{right}`" for right in sorted(grants().get(code, ())))
    return f"| {title} | {chinese} | {rights} |\n"
