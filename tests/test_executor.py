"""Documents are worked on one by one: cached, in parallel, and past a bad one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from pipeline.cache import DocumentCache, cache_key
from pipeline.executor import Failure, Rows, Runtime, Task


class Params(BaseModel):
    word: str = "berg"


def count_word(text: str, params: Params) -> Rows:
    if text == "":
        raise ValueError("nothing to read")
    return {"counts": [{"n": text.count(params.word)}]}


def never(text: str, params: Params) -> Rows:
    raise AssertionError("should have come from the cache")


TASKS = [Task(f"{i}.txt", f"digest-{i}", "berg " * i) for i in range(1, 6)]


def outcomes(runtime: Runtime, worker: Any = count_word, tasks: Any = TASKS) -> list[Rows | Failure]:
    return [outcome for _, outcome in runtime.map_documents("extract", worker, tasks, Params())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_for_any_number_of_jobs(jobs: int) -> None:
    assert outcomes(Runtime(jobs=jobs)) == [{"counts": [{"n": i}]} for i in range(1, 6)]


def test_a_bad_document_leaves_the_others() -> None:
    bad = [TASKS[0], Task("tom.txt", "digest", ""), TASKS[1]]
    first, failure, last = outcomes(Runtime(), tasks=bad)
    assert (first, last) == ({"counts": [{"n": 1}]}, {"counts": [{"n": 2}]})
    assert isinstance(failure, Failure)
    assert failure.source_file == "tom.txt"
    assert "nothing to read" in failure.detail


def test_a_second_run_asks_the_cache(tmp_path: Path) -> None:
    runtime = Runtime(cache=DocumentCache(tmp_path))
    assert outcomes(runtime) == outcomes(runtime, worker=never)


def test_a_damaged_cache_entry_is_made_anew(tmp_path: Path) -> None:
    runtime = Runtime(cache=DocumentCache(tmp_path))
    before = outcomes(runtime)
    for entry in tmp_path.rglob("*.gz"):
        entry.write_bytes(b"junk")
    assert outcomes(runtime) == before


def test_the_key_covers_stage_parameters_and_document() -> None:
    keys = {
        cache_key("extract", "{}", "a"),
        cache_key("segment", "{}", "a"),
        cache_key("extract", '{"x":1}', "a"),
        cache_key("extract", "{}", "b"),
    }
    assert len(keys) == 4
