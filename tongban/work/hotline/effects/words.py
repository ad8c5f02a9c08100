"""The words of an order as the database searches them: its pieces, and the bands by which alike orders find each other."""

from binascii import crc32
from datetime import date, datetime

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.search.words import pairs, tidy
from tongban.work.hotline.likeness.signature import bands
from tongban.work.hotline.models import Order, OrderText


def text_row(order: Order, at: datetime) -> OrderText:
    """Return the row by which an order is found, not kept yet."""
    on = day_of(at)
    return OrderText(
        order=order,
        registered_on=on,
        pieces=pieces_of(order.text, order.place, on=on),
        bands=list(bands(order.text)),
    )


def pieces_of(*texts: str, on: date) -> list[int]:
    """Return the numbers of the characters, of the pairs of characters, and of the month in which it came."""
    said = map(tidy, texts)
    found = {piece for text in said for piece in (*text, *pairs(text))}
    return sorted({number_of(piece) for piece in found} | {month_of(on)})


def pieces_wanted(text: str) -> list[int]:
    """Return the numbers that an order with this text in it has at least."""
    return sorted(map(number_of, pairs(tidy(text))))


def month_of(day: date) -> int:
    """Return the number of a month, so that the newest orders are looked through first."""
    return number_of(f"@{day:%Y-%m}")


def number_of(piece: str) -> int:
    """Return the 32 bits with sign (PostgreSQL's integer) that stand for a piece."""
    return crc32(piece.encode()) - 2**31
