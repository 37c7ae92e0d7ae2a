"""The eight stages joined: which tables each reads and writes, and how to run one or all of them.

``dvc.yaml`` states the same graph; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from pipeline import classify, cluster, evaluate, export, extract, ingest, link, segment
from pipeline.executor import Runtime
from pipeline.params import Params
from pipeline.schema import STAGE_NAMES
from pipeline.tables import Tables, write_csv
from pipeline.workspace import Workspace

CorpusError = ingest.CorpusError
BookError = cluster.BookError
LedgerError = cluster.LedgerError


@dataclass(frozen=True)
class Job:
    """What a stage is run with."""

    workspace: Workspace
    corpus: Path
    params: Params
    runtime: Runtime


@dataclass(frozen=True)
class Stage:
    """One stage: the tables it reads and writes (``text`` is the folder of canonical texts)."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[Job], None]


def run_stage(name: str, job: Job) -> None:
    """Runs the stage called ``name``. Raises KeyError for an unknown name, CorpusError for an unusable corpus."""
    stage = BY_NAME[name]
    with nullcontext() if name in BY_DOCUMENT else job.runtime.working(name):
        stage.run(job)


def run_all(job: Job) -> None:
    """Runs all stages in order."""
    for stage in STAGES:
        run_stage(stage.name, job)


def _ingest(job: Job) -> None:
    tables, texts = ingest.run(job.corpus, job.params.ingest, job.runtime)
    job.workspace.texts.write(texts)
    _write(job.workspace, tables)
    if tables["documents"].empty:
        write_csv(job.workspace.csv("rejected"), tables["rejected"])
        raise CorpusError(_why_nothing(job.corpus, tables))


def _why_nothing(corpus: Path, tables: Tables) -> str:
    rejected = tables["rejected"]
    if rejected.empty:
        return f"{corpus}: holds no files; put reports there (PDF, DOCX, HTML, Markdown or text)"
    first = rejected.iloc[0]
    return (
        f"{corpus}: none of its {len(rejected)} file(s) could be read; "
        f"the first is {first['source_file']}: {first['reason']}"
    )


def _segment(job: Job) -> None:
    w = job.workspace
    _write(w, segment.run(w.read("documents"), w.read("lines"), w.texts, job.params.segment, job.runtime))


def _extract(job: Job) -> None:
    w = job.workspace
    documents, blocks, sentences = w.read("documents"), w.read("blocks"), w.read("sentences")
    _write(w, extract.run(documents, blocks, sentences, w.texts, job.params.extract, job.runtime))


def _link(job: Job) -> None:
    w = job.workspace
    documents, blocks, sentences, mentions = (w.read(name) for name in BY_NAME["link"].reads)
    _write(w, link.run(documents, blocks, sentences, mentions, job.params.link))


def _classify(job: Job) -> None:
    w = job.workspace
    documents, blocks, sentences, about = (w.read(name) for name in BY_NAME["classify"].reads)
    _write(w, classify.run(documents, blocks, sentences, about, job.corpus, job.params.classify, job.runtime))


def _cluster(job: Job) -> None:
    w = job.workspace
    statements, vectors, conferences = (w.read(name) for name in BY_NAME["cluster"].reads)
    model = job.params.classify.model
    _write(w, cluster.run(statements, vectors, conferences, job.corpus, job.params.cluster, model))


def _export(job: Job) -> None:
    export.run(job.workspace, job.params.export)


def _evaluate(job: Job) -> None:
    name = job.params.evaluate.gold
    gold = job.corpus / name if name else None
    out = job.workspace.root
    evaluate.write_metrics(out, evaluate.run(out, gold if gold and gold.is_dir() else None, job.params.evaluate))


def _write(workspace: Workspace, tables: Tables) -> None:
    for name, data in tables.items():
        workspace.write(name, data)


EXPORTED = (
    "documents", "rejected", "rejected_segment", "rejected_extract", "rejected_classify", "rejected_cluster",
    "mentions", "mention_links", "entities", "link_candidates", "link_warnings", "projects", "conferences",
    "participations", "evidence", "statements", "statement_themes", "themes", "theme_conference", "pairs",
    "theme_ledger",
)  # fmt: skip

STAGES: tuple[Stage, ...] = (
    Stage("ingest", (), ("documents", "pages", "lines", "rejected", "text"), _ingest),
    Stage("segment", ("documents", "lines", "text"), ("blocks", "sentences", "rejected_segment"), _segment),
    Stage("extract", ("documents", "blocks", "sentences", "text"), ("mentions", "rejected_extract"), _extract),
    Stage(
        "link",
        ("documents", "blocks", "sentences", "mentions"),
        (
            "entities",
            "link_candidates",
            "link_warnings",
            "mention_links",
            "projects",
            "conferences",
            "participations",
            "evidence",
            "block_conferences",
        ),
        _link,
    ),
    Stage(
        "classify",
        ("documents", "blocks", "sentences", "block_conferences"),
        ("statements", "statement_vectors", "stance_checks", "rejected_classify"),
        _classify,
    ),
    Stage(
        "cluster",
        ("statements", "statement_vectors", "conferences"),
        (
            "themes",
            "theme_conference",
            "pairs",
            "statement_themes",
            "theme_ledger",
            "theme_stability",
            "statement_map",
            "rejected_cluster",
        ),
        _cluster,
    ),
    Stage("export", EXPORTED, (), _export),
    Stage("evaluate", (), (), _evaluate),
)
BY_DOCUMENT = ("ingest", "segment", "extract", "classify")
"""Stages that work document by document, and show their own progress."""
BY_NAME = {stage.name: stage for stage in STAGES}
assert tuple(BY_NAME) == STAGE_NAMES, "the schema names the stages in their order"
