"""A backup is taken apart only when its list is signed by a key we know, and only what is listed comes out."""

import hashlib
import io
import json
import tarfile

import pytest

from tongban.ground.ledger import keys
from tongban.operations.archive import DUMP, LIST, PREFIX, SIGNATURE, Signature
from tongban.operations.backup_reader import unpack
from tongban.operations.passphrase import open_files, seal_files
from tongban.operations.start import OperationError

CONTENT = {DUMP: b"PGDMP", "files/ab/cd/abcd": b"a paper", "keys/seals/x.log": b"notes"}
WORDS = "twelve letters"


def listed(content):
    return {
        "made_at": "2026-11-30T10:00:00+08:00",
        "installation": "x",
        "sha256": {name: hashlib.sha256(body).hexdigest() for name, body in content.items()},
        "bytes": {name: len(body) for name, body in content.items()},
    }


def signature_of(described, by):
    signed = by.sign(PREFIX + json.dumps(described).encode())
    return Signature(keys.pem_of(by.private.public_key()), signed).content()


@pytest.fixture
def pack(tmp_path):
    """Write a backup: of these members, with this list, signed by this key; other members may be slipped in."""

    def write(members=None, described=None, by=None, slipped=(), signed=True):
        members = CONTENT if members is None else members
        described = listed(members) if described is None else described
        with tarfile.open(tmp_path / "kept.tar", "w") as archive:
            add(archive, LIST, json.dumps(described).encode())
            if signed:
                add(archive, SIGNATURE, signature_of(described, by or keys.signer()))
            for name, body in [*members.items(), *slipped]:
                add(archive, name, body)
        return tmp_path / "kept.tar"

    return write


def add(archive, name, body):
    member = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
    member.size = len(body)
    archive.addfile(member, io.BytesIO(body))


def link(name, kind, target="/etc/passwd"):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@pytest.fixture
def target(tmp_path):
    (tmp_path / "here").mkdir()
    return tmp_path / "here"


def test_a_backup_signed_by_our_key_comes_out_whole_and_private(pack, target):
    unpack(pack(), target)

    assert {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()} == set(CONTENT)
    assert all(path.stat().st_mode & 0o077 == 0 for path in target.rglob("*"))


@pytest.mark.parametrize(
    "slipped",
    [
        [("keys/ledger-deadbeefdeadbeef.pub.pem", b"x")],
        [("files/ab/cd/efgh", b"x")],
        [(DUMP, b"PGDMP")],
        [("../outside", b"x")],
        [("/outside", b"x")],
        [(link("files/link", tarfile.SYMTYPE), b"")],
        [(link("files/hard", tarfile.LNKTYPE, DUMP), b"")],
        [(link("files/pipe", tarfile.FIFOTYPE), b"")],
        [(link("files/folder", tarfile.DIRTYPE), b"")],
        [(LIST, b"{}")],
    ],
)
def test_a_member_that_is_not_listed_is_refused(pack, target, slipped):
    with pytest.raises(OperationError, match="清单以外"):
        unpack(pack(slipped=slipped), target)


@pytest.mark.parametrize(
    "described",
    [
        {**listed(CONTENT), "sha256": {}, "bytes": {}},
        {**listed(CONTENT), "sha256": {}},
        listed({name: body for name, body in CONTENT.items() if name != DUMP}),
        {"made_at": "2026-11-30"},
        [],
    ],
)
def test_an_empty_or_half_list_is_refused(pack, target, described):
    with pytest.raises(OperationError):
        unpack(pack(described=described), target)
    assert not list(target.iterdir())


@pytest.mark.parametrize("name", list(CONTENT))
def test_a_listed_member_that_is_lacking_or_changed_is_refused(pack, target, name):
    rest = {other: body for other, body in CONTENT.items() if other != name}

    with pytest.raises(OperationError, match="缺少"):
        unpack(pack(rest, described=listed(CONTENT)), target)
    for other in (CONTENT[name][::-1], CONTENT[name] + b"x"):
        with pytest.raises(OperationError, match="已损坏"):
            unpack(pack({name: other}, described=listed(CONTENT)), target / f"{len(other)}-{name[:5]}")


def test_a_list_that_is_not_signed_is_of_a_former_version(pack, target):
    with pytest.raises(OperationError, match="旧版本"):
        unpack(pack(signed=False), target)


def test_a_list_signed_by_a_key_we_do_not_know_needs_its_fingerprint(pack, target, tmp_path):
    keys.signer()
    keys.make_private(tmp_path / "other.key")
    other = keys.read_signer(tmp_path / "other.key")
    keys.publish(other)  # lies in our folder, and is not believed for it
    file = pack(by=other)

    with pytest.raises(OperationError, match="--key"):
        unpack(file, target)
    with pytest.raises(OperationError, match="不是由"):
        unpack(file, target, key=keys.signer().fingerprint)
    with pytest.raises(OperationError, match="不是由"):
        unpack(file, target, key=other.fingerprint[:16])
    unpack(file, target, key=other.fingerprint.upper())


def test_a_changed_list_is_refused_even_with_the_fingerprint(pack, target):
    file = pack()
    content = file.read_bytes().replace(b"2026-11-30T10", b"2026-11-30T11")
    file.write_bytes(content)

    with pytest.raises(OperationError, match="改动"):
        unpack(file, target, key=keys.signer().fingerprint)


@pytest.mark.parametrize("length", [0, 100, 511, 512, 1024, 3000])
def test_a_cut_or_foreign_file_is_refused_in_plain_words(pack, target, length):
    file = pack()
    file.write_bytes(file.read_bytes()[:length])

    with pytest.raises(OperationError):
        unpack(file, target)


def test_keys_come_out_with_their_passphrase_only(tmp_path, target):
    (tmp_path / "ledger.key").write_bytes(b"secret")
    sealed = seal_files(tmp_path, [tmp_path / "ledger.key"], WORDS)

    assert b"secret" not in sealed
    for wrong, told in (
        (sealed, "other letters"),
        (sealed[:-1], WORDS),
        (b"x" + sealed, WORDS),
        (b"", WORDS),
    ):
        with pytest.raises(OperationError, match="口令不对"):
            open_files(wrong, told, target)
    assert open_files(sealed, WORDS, target) == ["ledger.key"]
    assert (target / "ledger.key").read_bytes() == b"secret"
