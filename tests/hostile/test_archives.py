"""``tongban archive check`` on packages that were made to hurt."""

import os

import pytest

from tests.hostile import tables
from tests.hostile.command_run import run


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (tables.swollen_package, 1),
        (tables.package_with_a_swollen_list, 2),
        (tables.package_with_a_deep_chain, 1),
        (tables.package_with_a_large_chain, 2),
        (tables.package_of_many_members, 1),
        (tables.package_of_packages, 1),
        (lambda: b"PK\x05\x06" + b"\xff" * 18, 1),
    ],
)
def test_a_hostile_package_is_told_in_few_lines(make, code, tmp_path):
    (tmp_path / "a.zip").write_bytes(make())

    ended = run("archive", "check", tmp_path / "a.zip")

    assert ended.code == code, ended.said
    assert 1 <= ended.said.count("\n") <= 60
    assert "Traceback" not in ended.said
    assert ended.is_within(), ended


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_package_is_a_regular_file(make, tmp_path):
    make(tmp_path / "a.zip")

    ended = run("archive", "check", tmp_path / "a.zip")

    assert (ended.code, ended.said.count("\n")) == (2, 1)
    assert ended.is_within()
