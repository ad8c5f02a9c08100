"""What an SMS may say: short, signed, no identity numbers, links only to this installation. Pure functions of texts."""

import re

ONE_PART, OF_MANY = 70, 67
"""How many letters a single SMS in Chinese holds, and each part of a longer one."""
MOST_PARTS = 3
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15}|[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10})(?![0-9A-Za-z])"
)
ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)\S+|\b(?:[a-z0-9-]+\.)+(?:com|cn|net|org|top|xyz|cc|vip|info|io|me)\b\S*",
    re.I,
)


def parts_of(text: str) -> int:
    """Return in how many parts a text is sent: 70 letters in one, 67 in each of several; a letter beyond the BMP is two."""
    letters = len(text.encode("utf-16-le")) // 2
    return 1 if letters <= ONE_PART else -(-letters // OF_MANY)


def without_numbers(text: str) -> str:
    """Return a text with identity numbers and credit codes shortened to their last four."""
    return IDENTITY.sub(lambda found: f"…{found[0][-4:]}", text)


def without_addresses(text: str) -> str:
    """Return a text without addresses of any host: the one link of an SMS is added by us."""
    return " ".join(ADDRESS.sub("", text).split())


def sms_of(short: str, *, sign: str, link: str) -> str:
    """Return the SMS: the bureau's sign, the short text, and the link to our own page, within three parts."""
    head, tail = f"【{sign}】", f" {link}" if link else ""
    said = without_numbers(without_addresses(short))
    while said and parts_of(head + said + tail) > MOST_PARTS:
        said = said[:-2].rstrip("…") + "…" if len(said) > 2 else ""
    return f"{head}{said}{tail}"
