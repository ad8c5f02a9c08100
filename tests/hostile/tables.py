"""Hostile event logs, archive packages and exchange files."""

import gzip
import random
import zipfile
from io import BytesIO

from tongban.ground.kit.bags import bag

HEAD = '<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">'
EVENT = '<event><string key="concept:name" value="收件"/><date key="time:timestamp" value="2021-03-01T09:00:00"/></event>'


def deep_log(depth=300_000):
    return (HEAD + "<trace>" * depth).encode()


def laughing_log():
    entities = "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 10))
    head = f"<?xml version='1.0'?><!--{'x' * 300_000}--><!DOCTYPE log [<!ENTITY a0 'ha'>{entities}]>"
    return f"{head}<log><trace><string key='concept:name' value='&a9;'/>{EVENT}</trace></log>".encode()


def log_of_empty_elements(count=4_000_000):
    return (HEAD + "<trace>" + "<a/>" * count).encode()


def log_of_many_keys(events=400, each=500):
    keys = (
        "".join(f'<string key="k{event}.{number}" value=""/>' for number in range(each))
        for event in range(events)
    )
    return (HEAD + "<trace>" + "".join(f"<event>{some}</event>" for some in keys) + "</trace></log>").encode()


def log_of_one_value(megabytes=60):
    return (
        HEAD + f'<trace><event><string key="a" value="{"x" * (megabytes << 20)}"/></event></trace></log>'
    ).encode()


def packed_bomb(megabytes=900):
    block = gzip.compress(b" " * (1 << 20))
    return gzip.compress(HEAD.encode()) + block * megabytes


def packed_twice():
    return gzip.compress(gzip.compress(b"x" * (64 << 20)))


def table_of_one_line(megabytes=60):
    return b"x" * (megabytes << 20)


def table_of_one_quotation(megabytes=60):
    return b'a,b\n"' + b"x\n" * (megabytes << 19)


def table_of_many_columns(count=3_000_000):
    return b",".join(b"%d" % number for number in range(count)) + b"\n1\n"


def table_of_commas(megabytes=60):
    return b"a,b\n" + b"," * (megabytes << 20)


def package_of(parts, level=9):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def swollen_package(megabytes=300):
    """A member that unpacks to much: made block by block."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("data/x", "w") as member:
        for _ in range(megabytes):
            member.write(b"\0" * (1 << 20))
    return out.getvalue()


def package_with_a_swollen_list(megabytes=190):
    some = b"0" * 64 + b"  data/x\n"
    lines = bytearray(random.Random(1).randbytes(900_000)) + some * ((megabytes << 20) // len(some))
    return package_of({"bagit.txt": b"BagIt-Version: 1.0\n", "manifest-sha256.txt": bytes(lines)}, level=1)


def package_with_a_deep_chain(depth=1_000_000):
    chain = b'{"subject":"x","entries":' + b"[" * depth + b"]" * depth + b"}"
    return bag({"index.json": b"{}", "index.xml": b"<x/>", "ledger/chain.json": chain}, {})


def package_with_a_large_chain(count=8_000_000):
    chain = b'{"subject":"x","entries":[' + b"[]," * count + b"[]]}"
    return bag({"index.json": b"{}", "index.xml": b"<x/>", "ledger/chain.json": chain}, {})


def package_of_many_members(count=60_000):
    return package_of({str(number): b"" for number in range(count)}, level=0)


def package_of_packages(depth=5):
    inner = b"0" * (1 << 20)
    for _ in range(depth):
        inner = package_of({f"data/{number}.zip": inner for number in range(16)})
    return inner
