"""Numbers: of cases and of papers, one PostgreSQL sequence for each series and year; nobody waits for another."""

import secrets
from datetime import date

from django.conf import settings
from django.db import connection

from tongban.work.cases.models import Paper

LETTERS_TOLD_APART = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CHECK_CODE_LENGTH = 10
PAPER_CODE_LENGTH = 16

WORDS = {
    Paper.Kind.RECEIPT: "收",
    Paper.Kind.COMPLETION: "补",
    Paper.Kind.ACCEPTANCE: "受",
    Paper.Kind.NON_ACCEPTANCE: "不受",
    Paper.Kind.SPECIAL: "特",
    Paper.Kind.EXTENSION: "延",
    Paper.Kind.HEARING_OFFER: "听告",
    Paper.Kind.HEARING_NOTICE: "听通",
    Paper.Kind.GRANT: "准",
    Paper.Kind.REFUSAL: "不准",
    Paper.Kind.DELIVERY: "达",
    Paper.Kind.REVOCATION: "撤",
}
"""The word of each kind in a paper's number: 苏行审受〔2022〕12号."""


def case_reference(on: date) -> str:
    """Return the next case number of a year: CASE-2026-000017."""
    return f"CASE-{on.year}-{next_number('case', on.year):06d}"


def paper_number(kind: str, on: date) -> str:
    """Return the next number of a kind of paper in a year."""
    word = WORDS[Paper.Kind(kind)]
    return f"{settings.PAPER_PREFIX}{word}〔{on.year}〕{next_number(f'paper_{kind}', on.year)}号"


def licence_number(type_code: str, on: date) -> str:
    """Return the next number of a type of licence in a year."""
    series = "".join(letter if letter.isalnum() else "_" for letter in type_code.lower())
    return f"{type_code}{on.year}{next_number(f'licence_{series}', on.year):06d}"


def next_number(series: str, year: int, *, count: int = 1) -> int:
    """Return the next number of a series in a year, setting so many aside; the first of the year begins it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_next_number(%s, %s, %s)", [series, year, max(count, 1)])
        return int(cursor.fetchone()[0])


def check_code(length: int = CHECK_CODE_LENGTH) -> str:
    """Return a code that nobody guesses and everybody can type."""
    return "".join(secrets.choice(LETTERS_TOLD_APART) for _ in range(length))
