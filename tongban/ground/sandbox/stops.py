"""Why a child process was stopped, in one sentence of each language, and what to do."""

from typing import ClassVar, NamedTuple


class Bilingual(NamedTuple):
    """The same in Chinese and English."""

    zh: str
    en: str


class Stopped(Exception):
    """The file was not read to its end; nothing of it is known. ``str()`` is the Chinese sentence."""

    why: ClassVar[Bilingual]
    advice: ClassVar[Bilingual] = Bilingual(
        "请核对文件来源；确是所需文件的，请删去图片或拆成几份后再试",
        "Check where the file comes from; if it is genuine, remove pictures or split it and try again",
    )

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.why.zh}。{self.advice.zh}。")
        self.detail = detail
        """For the server's log: where it stopped; never what stands in the file."""

    def said_in(self, language: str) -> str:
        """Return the sentence in Chinese (any zh…) or in English."""
        if language.startswith("zh"):
            return str(self)
        return f"{self.why.en[:1].upper()}{self.why.en[1:]}. {self.advice.en}."


class TooMuchMemory(Stopped):
    """It wanted more memory than it may have."""

    why = Bilingual("读这个文件要用的内存超过限度", "reading this file takes more memory than it may have")


class TooMuchTime(Stopped):
    """It wanted more time than it may have."""

    why = Bilingual("读这个文件要用的时间超过限度", "reading this file takes more time than it may have")


class Crashed(Stopped):
    """The reader itself broke down."""

    why = Bilingual("读这个文件的程序中途停止", "the reader broke down on this file")
    advice = Bilingual(
        "请用原来的软件打开后另存一份再试；仍不行的，请告知系统管理员",
        "Save it again in the program it was made with; if that does not help, tell the administrator",
    )
