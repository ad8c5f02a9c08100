"""Identity numbers of persons and organisations: checked by their check characters, masked where not needed.

Pure functions of values. Sources: GB 11643-1999 (citizen identity number, ISO 7064 MOD 11-2) and
GB 32100-2015 (unified social credit code, weights 3^i modulo 31).
"""

import re
import unicodedata
from dataclasses import dataclass
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
RESIDENTS = ("81", "82", "83")
"""How the numbers of residence permits for people of Hong Kong, Macao and Taiwan begin; built like a citizen's."""
OLD_NUMBER, OLD_REGISTRATION, WRONG_CITIZEN, WRONG_CODE, WRONG_LENGTH, UNKNOWN = (
    *("old_number", "old_registration", "wrong_citizen", "wrong_code", "wrong_length", "unknown"),
)
SHAPES = (
    (re.compile(r"[HM](\d{8}|\d{10})"), "permit"),  # from Hong Kong or Macao to the mainland
    (re.compile(r"\d{8}"), "permit"),  # from Taiwan to the mainland
    (re.compile(r"[A-Z]\d{8}|[A-Z]{2}\d{7}|(?=.*[A-Z])(?=.*\d)[A-Z\d]{6,9}"), "passport"),
)
"""How numbers without a check character look, the surest first."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """What a number says of itself: its type (citizen, credit, passport, permit), or why it is of none."""

    number: str
    type: str = ""
    fault: str = ""


def read_number(typed: str) -> ReadNumber:
    """Return of which type a number is, or why it is of none."""
    number = normalize_number(typed)
    if len(number) == 18:
        return _read_long(number)
    if len(number) == 15 and number.isdigit():
        return ReadNumber(number, fault=OLD_NUMBER if OLD_CITIZEN.fullmatch(number) else OLD_REGISTRATION)
    shaped = next((kind for shape, kind in SHAPES if shape.fullmatch(number)), "")
    if shaped:
        return ReadNumber(number, shaped)
    return ReadNumber(number, fault=WRONG_LENGTH if re.fullmatch(r"\d{16,}", number) else UNKNOWN)


def _read_long(number: str) -> ReadNumber:
    """Read 18 characters: what is a person's number is no code, though one in 31 has a code's check character."""
    if is_citizen_number(number):
        return ReadNumber(number, "permit" if number[:2] in RESIDENTS else "citizen")
    if is_credit_code(number):
        return ReadNumber(number, "credit")
    return ReadNumber(number, fault=WRONG_CITIZEN if CITIZEN.fullmatch(number) else WRONG_CODE)


def normalize_number(number: str) -> str:
    """Return a number as it is kept: no spaces or dashes, capitals, ASCII digits (``１２ｘ`` becomes ``12X``)."""
    ascii_ = number.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    return re.sub(r"[\s\-\u200b-\u200f\u2010-\u2015\ufeff]", "", ascii_).upper()


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
