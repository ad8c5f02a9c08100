"""Finding an answer among 5,000: the search of the desk, as one types, against the bare indexed query of one word.

The entries are invented of the words of the demo's; each question is asked whole, shortened, spelt and mistyped. The
bare query finds the same words by the same index, ranks by the database's own function and returns twenty names: no
reasons, no slips of the pen, no rights, no freshness; same connection, same run.
"""

import random
import time
from collections.abc import Callable
from datetime import date
from statistics import quantiles

from django.db import connection, transaction
from django.utils.timezone import localdate, now

from benchmarks.measurement import Result
from benchmarks.pages import start

ENTRIES, QUESTIONS = 5_000, 300
P95_MS, TARGET = 80.0, 2.0
BARE = """
SELECT version_id, name FROM knowledge_entrytext, CAST(%s AS tsquery) AS wanted
WHERE pieces @@ wanted ORDER BY ts_rank(pieces, wanted) DESC LIMIT 20
"""
WHAT = (
    "营业执照",
    "食品许可",
    "施工许可",
    "卫生许可",
    "网约车证",
    "护士注册",
    "占道审批",
    "养老备案",
    "演出审批",
    "药品许可",
)
HOW = ("怎么办", "要多久", "到期了怎么办", "丢了怎么补", "要什么材料", "要交钱吗", "能代办吗", "在哪里办")
WHERE = ("姑苏区", "吴中区", "相城区", "虎丘区", "吴江区", "昆山", "常熟", "张家港", "太仓", "工业园区")


def measured() -> Result:
    """Measure both by turns, and return the p95 of each."""
    start(fresh=True)
    from tongban.offer.knowledge.queries.answers import search

    with transaction.atomic():
        _fill()
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE knowledge_entrytext, knowledge_entryversion, knowledge_entrysource, knowledge_knowledgeentry"
            )
        asked = _questions()
        ours = _p95(lambda text: search(text), asked)
        bare = _p95(_bare, asked)
        transaction.set_rollback(True)
    ratio = round(ours / bare, 2)
    return Result(
        name="answers",
        ratio=ratio,
        target=TARGET,
        met=ours <= P95_MS,
        detail=f"p95 {ours:.1f} ms of {P95_MS:.0f}, bare {bare:.1f} ms",
        rows=(("search p95", f"{ours:.1f} ms"), ("bare query p95", f"{bare:.1f} ms")),
    )


def _fill() -> None:
    from tongban.ground.people.models import Department, User
    from tongban.offer.knowledge.actions.search_index import text_of
    from tongban.offer.knowledge.models import EntryText, EntryVersion, KnowledgeEntry

    owner, writer = Department.objects.all()[0], User.objects.filter(department__isnull=False)[0]
    entries = [KnowledgeEntry(reference=f"KNOW-2099-{place:06d}", owner=owner) for place in range(ENTRIES)]
    KnowledgeEntry.objects.bulk_create(entries)
    at, day = now(), localdate()
    chance = random.Random(12345)  # noqa: S311  (invented texts)
    versions = [
        EntryVersion(
            entry=entry,
            number=1,
            reference=f"{entry.reference}-V1",
            title=_question(chance),
            questions=f"{_question(chance)}\n{_question(chance)}",
            short_answer=f"{_question(chance)}的，请到综合窗口办理。",
            drafted_by=writer,
            drafted_at=at,
            promised_on=day,
            published_at=at,
            confirmed_on=day,
            review_on=date(day.year + 1, 1, 1),
            status="published",
        )
        for entry in entries
    ]
    EntryVersion.objects.bulk_create(versions, batch_size=1000)
    EntryText.objects.bulk_create(map(text_of, versions), batch_size=1000)


def _question(chance: random.Random) -> str:
    return f"{chance.choice(WHERE)}{chance.choice(WHAT)}{chance.choice(HOW)}"


def _questions() -> list[str]:
    from tongban.ground.kit.search.words import sound_of

    chance = random.Random(54321)  # noqa: S311  (invented texts)
    whole = [_question(chance) for _ in range(QUESTIONS)]
    ways: tuple[Callable[[str], str], ...] = (
        str,
        lambda text: text[:4],
        lambda text: sound_of(text[3:7]),
        lambda text: text[:3] + text[4:],
    )
    return [ways[place % len(ways)](text) for place, text in enumerate(whole)]


def _bare(text: str) -> object:
    from tongban.ground.kit.search import words
    from tongban.ground.kit.search.rows import quoted

    wanted = " | ".join(quoted(words.pairs(term), " & ") for term in words.terms(text))
    with connection.cursor() as cursor:
        cursor.execute(BARE, [wanted])
        return cursor.fetchall()


def _p95(ask: Callable[[str], object], asked: list[str]) -> float:
    took = []
    for text in asked:
        begun = time.perf_counter()
        ask(text)
        took.append((time.perf_counter() - begun) * 1000)
    return quantiles(took, n=20)[-1]
