"""Suggestions of a class: learning from 100,000 invented demands, answering, and what they are worth on later ones.

``TONGBAN_BENCH_DEMANDS=5000`` makes it short.
"""

import os
import time
from statistics import median, quantiles

from benchmarks.measurement import Result
from tongban.demo.hotline_texts import demands
from tongban.work.hotline.suggestion.model import COVERAGE, Model, train
from tongban.work.hotline.suggestion.quality import SuggestionQuality, quality
from tongban.work.hotline.suggestion.storage import from_bytes, to_bytes

DEMANDS = int(os.environ.get("TONGBAN_BENCH_DEMANDS", "100000"))
MOST_SECONDS, MOST_MILLISECONDS, MOST_KEYS = 60.0, 10.0, 2.0
ANSWERS = 2_000


def measured() -> Result:
    """Learn, write and read the model, ask it one by one; the worst of the four promises counts."""
    rows = list(demands(DEMANDS + DEMANDS // 10, seed=1))
    texts, keys = [row.text for row in rows], [row.key for row in rows]
    seconds, of_processor, model = _learnt(texts[:DEMANDS], keys[:DEMANDS])
    data = to_bytes(model)
    started = time.perf_counter()
    model = from_bytes(data)
    loading = time.perf_counter() - started
    answers = [_milliseconds(model, text) for text in texts[DEMANDS:][:ANSWERS]]
    p95 = quantiles(answers, n=20)[-1]
    worth = quality(model, texts[DEMANDS:], keys[DEMANDS:])
    ratio = max(seconds / MOST_SECONDS, p95 / MOST_MILLISECONDS, worth.mean_set / MOST_KEYS)
    return Result(
        name="suggestion",
        ratio=round(ratio, 3),
        target=1.0,
        met=ratio <= 1 and worth.covered.interval[1] >= COVERAGE,
        detail=f"{DEMANDS:,} demands learnt in {seconds:.1f} s of {MOST_SECONDS:.0f}; an answer in {p95:.2f} ms of "
        f"{MOST_MILLISECONDS:.0f} (95 of 100); {worth.mean_set:.2f} classes of {MOST_KEYS:.0f} on average",
        rows=(
            ("learning, of it processor time", f"{seconds:.1f} s, {of_processor:.1f} s"),
            ("answer, median / 95 of 100", f"{median(answers):.2f} / {p95:.2f} ms"),
            ("model, reading it", f"{len(data) / 1e6:.1f} MB, {loading:.2f} s"),
            *_worth(worth),
        ),
    )


def _learnt(texts: list[str], keys: list[str]) -> tuple[float, float, Model]:
    started, worked = time.perf_counter(), time.process_time()
    model = train(texts, keys, seed=1)
    return time.perf_counter() - started, time.process_time() - worked, model


def _milliseconds(model: Model, text: str) -> float:
    started = time.perf_counter()
    model.suggest(text)
    return (time.perf_counter() - started) * 1000


def _worth(worth: SuggestionQuality) -> tuple[tuple[str, str], ...]:
    low, high = worth.covered.interval
    return (
        ("right at first", f"{worth.right.share:.3f}"),
        ("macro-F1", f"{worth.macro_f1:.3f}"),
        ("coverage, 95 % interval", f"{worth.covered.share:.3f}  {low:.3f} to {high:.3f}"),
        ("classes in a set", f"{worth.mean_set:.2f}"),
        ("suggested at all", f"{worth.spoken.share:.3f}"),
    )
