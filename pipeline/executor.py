"""Runs a function over documents: in parallel, through the cache, with a progress bar, and past a bad document."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.cache import DocumentCache, cache_key

Item = TypeVar("Item")
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Task(Generic[Item]):
    """One document's work: its name for messages, a digest of all it depends on, and the worker's argument."""

    source_file: str
    digest: str
    item: Item


@dataclass(frozen=True)
class Failure:
    """A document that a stage could not finish."""

    source_file: str
    reason: str
    detail: str

    def rejected(self, stage: str) -> dict[str, str]:
        """The row of the stage's table of rejected files."""
        return {"source_file": self.source_file, "stage": stage, "reason": self.reason, "detail": self.detail}


@dataclass
class Runtime:
    """How to run, as opposed to what: nothing here may change a byte of the result."""

    jobs: int = 1
    cache: DocumentCache = field(default_factory=lambda: DocumentCache(None))
    console: Console = field(default_factory=lambda: Console(stderr=True, quiet=True))

    def map_documents(
        self,
        stage: str,
        worker: Callable[[Item, Any], Rows],
        tasks: Sequence[Task[Item]],
        params: BaseModel,
        model: str = "",
    ) -> Iterator[tuple[Task[Item], Rows | Failure]]:
        """What ``worker(item, params)`` gives for each task, in the order of the tasks.

        ``worker`` is a top-level function that gives rows by table, as JSON can hold them. ``model`` is
        the checksum of a trained model that it uses.
        """
        key = partial(cache_key, stage, params.model_dump_json())
        keys = [key(task.digest, model) for task in tasks]
        known = [self.cache.get(k) for k in keys]
        missing = [task for task, rows in zip(tasks, known, strict=True) if rows is None]
        fresh = self._work(stage, worker, missing, params)
        with self._progress(stage, len(tasks)) as advance:
            for task, k, rows in zip(tasks, keys, known, strict=True):
                outcome = rows if rows is not None else next(fresh)
                if rows is None and not isinstance(outcome, Failure):
                    self.cache.put(k, outcome)
                advance()
                yield task, outcome

    def _work(
        self, stage: str, worker: Callable[[Item, Any], Rows], tasks: Sequence[Task[Item]], params: BaseModel
    ) -> Iterator[Rows | Failure]:
        call = partial(_guarded, stage, worker, params)
        if self.jobs == 1 or len(tasks) < 2:
            yield from map(call, tasks)
            return
        chunk = max(1, min(16, len(tasks) // (4 * self.jobs)))
        try:
            with ProcessPoolExecutor(self.jobs) as pool:
                yield from pool.map(call, tasks, chunksize=chunk)
        except BrokenProcessPool as error:
            raise RuntimeError(
                f"{stage}: a worker process was killed, most often for want of memory; try --jobs 1"
            ) from error

    def working(self, stage: str) -> AbstractContextManager[object]:
        """Shows on a terminal that a stage is at work on the corpus as a whole."""
        return _Bar(self.console, stage, None)

    def _progress(self, stage: str, total: int) -> _Bar:
        return _Bar(self.console, stage, total)


class _Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, console: Console, stage: str, total: int | None) -> None:
        self._progress = Progress(
            TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=console, transient=True, disable=not console.is_terminal or console.quiet,
        )  # fmt: skip
        self._task = self._progress.add_task(stage, total=total)

    def __enter__(self) -> Callable[[], None]:
        self._progress.start()
        return partial(self._progress.advance, self._task)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _guarded(stage: str, worker: Callable[[Item, Any], Rows], params: Any, task: Task[Item]) -> Rows | Failure:
    try:
        return worker(task.item, params)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno}); please report it"
        return Failure(task.source_file, f"internal error in {stage}", detail)


def default_jobs() -> int:
    """One process per processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
