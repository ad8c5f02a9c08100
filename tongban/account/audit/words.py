"""Bilingual text: the audit speaks Chinese first and English second, without Django's translations."""

from typing import Literal

from msgspec import Struct

Language = Literal["zh", "en"]


class Words(Struct, frozen=True):
    """One sentence in both languages of the office."""

    zh: str
    en: str

    def said_in(self, language: Language) -> str:
        """Return the sentence in the language asked for."""
        return self.zh if language == "zh" else self.en
