"""A model as bytes: a line that says what it is, a header in JSON, the grams and the numbers. Nothing in it is run.

Layout: ``MAGIC``, four bytes for the length of the header, the header, the body, and the SHA-256 of all before. The
header holds the version, the classes and how many of each part there are; the body holds grams in UTF-8 parted by line
feeds, weights as 32-bit floats and held-out scores as 64-bit floats, both little-endian.
"""

import sys
from array import array
from hashlib import sha256
from math import isfinite

import msgspec

from tongban.work.hotline.suggestion.classifier import Classifier
from tongban.work.hotline.suggestion.model import Model

MAGIC, VERSION = b"TONGBAN SUGGESTION\n", 1
MOST_BYTES, MOST_HEADER_BYTES = 64 * 1024 * 1024, 1024 * 1024
MOST_CLASSES, DIGEST_BYTES = 2_000, 32


class DamagedModel(ValueError):
    """The file is no model of this version, or not as it was written; train anew."""


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    classes: list[str]
    grams: int
    gram_bytes: int
    learnt: int
    held_out: int


def to_bytes(model: Model) -> bytes:
    """Return the model as bytes; about 6 MB for 50,000 grams and 30 classes."""
    classifier = model.classifier
    grams = "\n".join(classifier.rows).encode()
    body = grams + _little(classifier.weights) + _little(model.held_out)
    header = msgspec.json.encode(
        _Header(
            VERSION,
            list(classifier.classes),
            len(classifier.rows),
            len(grams),
            model.learnt,
            len(model.held_out),
        )
    )
    data = MAGIC + len(header).to_bytes(4, "big") + header + body
    return data + sha256(data).digest()


def from_bytes(data: bytes) -> Model:
    """Return the model of the bytes; raises DamagedModel with the fault where they are not what was written."""
    header, body = _parts(data)
    width, rows = len(header.classes), header.grams + 1
    numbers = header.gram_bytes + 4 * width * rows
    _refuse_unless(len(body) == numbers + 8 * header.held_out, "it is cut off or has something added")
    _refuse_unless(sha256(data[:-DIGEST_BYTES]).digest() == data[-DIGEST_BYTES:], "its checksum is another")
    grams = _grams(body[: header.gram_bytes])
    _refuse_unless(len(grams) == header.grams, "it has not the grams that it says")
    weights = _numbers("f", body[header.gram_bytes : numbers])
    held_out = _numbers("d", body[numbers:])
    _refuse_unless(list(held_out) == sorted(held_out), "its scores are not in order")
    return Model(Classifier(tuple(header.classes), grams, weights), header.learnt, held_out)


def _parts(data: bytes) -> tuple[_Header, bytes]:
    _refuse_unless(len(data) <= MOST_BYTES, f"it has more than {MOST_BYTES // 1024 // 1024} MB")
    _refuse_unless(data.startswith(MAGIC), "it does not begin as a model does")
    start = len(MAGIC) + 4
    length = int.from_bytes(data[len(MAGIC) : start], "big")
    _refuse_unless(length <= MOST_HEADER_BYTES and len(data) >= start + length, "its header is cut off")
    try:
        header = msgspec.json.decode(data[start : start + length], type=_Header)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise DamagedModel(_message(f"its header cannot be read ({fault})")) from fault
    _refuse_unless(header.version == VERSION, f"it is of version {header.version}, read is {VERSION}")
    counts = (header.grams, header.gram_bytes, header.learnt, header.held_out)
    _refuse_unless(min(counts) >= 0, "a number in its header is negative")
    _refuse_unless(
        2 <= len(set(header.classes)) == len(header.classes) <= MOST_CLASSES, "its classes are not right"
    )
    return header, data[start + length : -DIGEST_BYTES]


def _grams(data: bytes) -> dict[str, int]:
    try:
        grams = data.decode().split("\n") if data else []
    except UnicodeDecodeError as fault:
        raise DamagedModel(_message("its grams cannot be read")) from fault
    return {gram: row for row, gram in enumerate(grams)}


def _numbers(kind: str, data: bytes) -> "array[float]":
    numbers: array[float] = array(kind, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    _refuse_unless(all(map(isfinite, numbers)), "it holds numbers that are none")
    return numbers


def _little(numbers: "array[float]") -> bytes:
    if sys.byteorder == "little":
        return numbers.tobytes()
    swapped = numbers[:]
    swapped.byteswap()
    return swapped.tobytes()


def _refuse_unless(is_right: bool, fault: str) -> None:
    if not is_right:
        raise DamagedModel(_message(fault))


def _message(fault: str) -> str:
    return f"This is no model for suggestions that can be used: {fault}. Train it anew from the orders."
