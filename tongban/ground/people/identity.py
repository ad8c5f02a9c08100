"""Identity numbers of persons and organisations: checked by their check characters, masked where not needed.

Pure functions of values. Sources: GB 11643-1999 (citizen identity number, ISO 7064 MOD 11-2) and
GB 32100-2015 (unified social credit code, weights 3^i modulo 31).
"""

import re
import unicodedata
from datetime import date

from tongban.ground.law import basis

CITIZEN = re.compile(r"[1-9]\d{16}[\dX]")
CREDIT = re.compile(r"[0-9A-HJ-NP-RT-UW-Y]{18}")
CITIZEN_CHECK = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
OLD_CITIZEN = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}(?:[3-9]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
)
"""The 15 digits of before 1999: a province, and a birthday of 1930 to 1999; they have no check character."""
RUNS = re.compile(r"(?<![0-9A-Z])\d{14,17}[\dX](?![0-9A-Z])")
BROKEN_RUN = re.compile(r"(?<=\d)[\s\-\u2010-\u2015_.·]+(?=[\dX])")
HIDDEN = "*"


def normalize_number(number: str) -> str:
    """Return a number as it is kept: no spaces, capitals, ASCII digits (``１２ｘ`` becomes ``12X``)."""
    ascii_ = number.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    return re.sub(r"[\s-]", "", ascii_).upper()


@basis("gb-11643")
def is_citizen_number(number: str) -> bool:
    """Return whether 18 characters are a citizen identity number: a real birthday and the right check character."""
    if not CITIZEN.fullmatch(number) or birthday(number) is None:
        return False
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return CITIZEN_CHECK[total % 11] == number[17]


def holds_citizen_number(text: str) -> bool:
    """Return whether a citizen identity number stands anywhere in a text, however its digits are written or spaced."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return any(
        is_citizen_number(run) or bool(OLD_CITIZEN.fullmatch(run))
        for said in (plain, BROKEN_RUN.sub("", plain))
        for run in RUNS.findall(said)
    )


def birthday(number: str) -> date | None:
    """Return the day of birth in a citizen identity number, or None when it is no day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


@basis("gb-32100")
def is_credit_code(code: str) -> bool:
    """Return whether 18 characters are a unified social credit code with the right check character."""
    if not CREDIT.fullmatch(code) or any(letter not in CREDIT_ALPHABET for letter in code):
        return False
    total = sum(CREDIT_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    return CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def mask_name(name: str) -> str:
    """Return a person's name with all but the first character hidden: 张*."""
    return name[:1] + HIDDEN * max(len(name) - 1, 1) if name else ""


def mask_number(number: str) -> str:
    """Return a number with its middle hidden: 3205**********1234."""
    if len(number) < 9:
        return HIDDEN * len(number)
    return number[:4] + HIDDEN * (len(number) - 8) + number[-4:]


def mask_phone(phone: str) -> str:
    """Return a telephone number with its middle hidden: 138****5678."""
    if len(phone) < 7:
        return HIDDEN * len(phone)
    return phone[:3] + HIDDEN * (len(phone) - 7) + phone[-4:]
