"""Telephone numbers in every notation, written one way. Pure functions of values."""

import re
import unicodedata

AREA = "0512"
"""The area code of numbers told without one."""
SEPARATORS = re.compile(r"[\s\-‐‑–—―.·/()\[\]_]+")
EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#|,|;)\s*(\d{1,6})$", re.I)
CHINA = re.compile(r"^(?:\+|00)86(?=0?\d{7,})")
MOBILE = re.compile(r"1[3-9]\d{9}")
FIXED = re.compile(r"0\d{2,3}[2-8]\d{6,7}")
LOCAL = re.compile(r"[2-8]\d{6,7}")
SERVICE = re.compile(r"(?:400|800)\d{7}|9[56]\d{3,7}|1\d{2,4}")
ABROAD = re.compile(r"\+[1-9]\d{6,14}")


class BadPhone(ValueError):
    """What was told is no telephone number."""


def normalize_phone(told: str) -> str:
    """Return a number one way: 13812345678, 051268001234, 051268001234转8001, +441632960961; "" stays so."""
    text = unicodedata.normalize("NFKC", told).strip()
    if not text:
        return ""
    found = EXTENSION.search(text)
    number = _whole_number(SEPARATORS.sub("", text[: found.start()] if found else text))
    if not number:
        raise BadPhone(told)
    return f"{number}转{found[1]}" if found else number


def _whole_number(number: str) -> str:
    """Return a number without separators as it is kept, or nothing where it is none."""
    home = CHINA.sub("", number)
    if MOBILE.fullmatch(home.removeprefix("0")):
        return home.removeprefix("0")
    if home != number and not home.startswith("0"):
        home = f"0{home}"
    if FIXED.fullmatch(home) or SERVICE.fullmatch(home):
        return home
    if LOCAL.fullmatch(home):
        return AREA + home
    abroad = f"+{number[2:]}" if number.startswith("00") else number
    return abroad if ABROAD.fullmatch(abroad) else ""
