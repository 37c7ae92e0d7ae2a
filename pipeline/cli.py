"""The command ``rapportgruvan``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table as RichTable

from pipeline import __version__, evaluate
from pipeline.cache import DocumentCache, default_folder
from pipeline.evidence import check as check_evidence
from pipeline.executor import Runtime, default_jobs
from pipeline.params import EvaluateParams, Params, ParamsError, load_params
from pipeline.resources import ModelError
from pipeline.schema import PUBLIC, STAGE_NAMES
from pipeline.stages import BookError, CorpusError, Job, LedgerError, run_all, run_stage
from pipeline.tables import SchemaError, Tables, load
from pipeline.workspace import Workspace

SHOWN_PROBLEMS = 20
SHOWN_REJECTED = 5

app = typer.Typer(
    name="rapportgruvan",
    help="The report mine: from a folder of Swedish reports to datasets.\n\n"
    "Start with: rapportgruvan mine FOLDER --out OUT",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ParamsOption = Annotated[
    Path | None, typer.Option("--params", help="YAML file with parameters; defaults where it is silent.")
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Processes. Changes the time, never the result.")
]
CacheOption = Annotated[
    bool, typer.Option("--cache/--no-cache", help="Remember what was read of each file, for the next run.")
]
OutOption = Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables; made if missing.")]


@app.command()
def mine(
    corpus: Annotated[Path, typer.Argument(help="Folder with reports: PDF, DOCX, HTML, Markdown or text.")],
    out: OutOption,
    params: ParamsOption = None,
    jobs: JobsOption = None,
    cache: CacheOption = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Mine a folder of reports: run all stages and write the tables to OUT."""
    console = Console(stderr=True, quiet=quiet)
    started = time.monotonic()
    with _clear_errors():
        job = _job(corpus, out, load_params(params), jobs, cache, console)
        run_all(job)
        if not quiet:
            _summarise(Console(), out, load(out), time.monotonic() - started)


@app.command()
def stage(
    name: Annotated[str, typer.Argument(help=f"One of: {', '.join(STAGE_NAMES)}.")],
    out: OutOption = Path("outputs"),
    params: ParamsOption = Path("params.yaml"),
    corpus: Annotated[
        Path | None, typer.Option(help="Folder with reports; the parameter corpus.path where left out.")
    ] = None,
    jobs: JobsOption = None,
    cache: CacheOption = True,
) -> None:
    """Run one stage, as dvc.yaml does. The stages before it must have been run."""
    with _clear_errors():
        if name not in STAGE_NAMES:
            _fail(f"{name}: no such stage; the stages are {', '.join(STAGE_NAMES)}")
        run_stage(name, _job(corpus, out, load_params(params), jobs, cache, Console(stderr=True)))


@app.command()
def check(out: Annotated[Path, typer.Argument(help="Folder that mine or dvc repro wrote.")]) -> None:
    """Prove the evidence rule: every row of every table is the slice of text that it says it is."""
    with _clear_errors():
        problems = check_evidence(out)
        tables = {} if problems else load(out)
    for problem in problems[:SHOWN_PROBLEMS]:
        typer.echo(str(problem))
    if len(problems) > SHOWN_PROBLEMS:
        typer.echo(f"… and {len(problems) - SHOWN_PROBLEMS} more")
    if problems:
        typer.echo(f"{len(problems)} row(s) without evidence", err=True)
        raise typer.Exit(1)
    typer.echo(f"All {sum(map(len, tables.values()))} rows of {len(tables)} tables hold.")


@app.command(name="evaluate")
def evaluate_command(
    out: Annotated[Path, typer.Argument(help="Folder that mine or dvc repro wrote.")],
    gold: Annotated[Path, typer.Option(help="Folder with gold answers.")],
) -> None:
    """Hold the tables in OUT against gold answers: print the scores, write metrics.json and scores.json."""
    with _clear_errors():
        if not gold.is_dir():
            _fail(f"{gold}: no such folder; give the folder that holds the gold files")
        metrics = evaluate.run(out, gold, EvaluateParams())
        evaluate.write_metrics(out, metrics)
    _print_metrics(Console(), evaluate.headline(metrics))
    typer.echo(f"All scores, by table and column: {out / 'scores.json'}")


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(f"rapportgruvan {__version__}")
        raise typer.Exit


def main() -> None:
    """Runs the command line."""
    app()


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turns what a user can mend into one line on standard error and exit code 1."""
    try:
        yield
    except (
        BookError,
        CorpusError,
        LedgerError,
        ModelError,
        ParamsError,
        SchemaError,
        evaluate.GoldError,
        FileNotFoundError,
        NotADirectoryError,
        PermissionError,
    ) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("stopped; what was finished is kept, and the next run goes on from there")


def _fail(message: str) -> NoReturn:
    typer.echo(f"rapportgruvan: {message}", err=True)
    raise typer.Exit(1)


def _job(corpus: Path | None, out: Path, params: Params, jobs: int | None, cache: bool, console: Console) -> Job:
    folder = Path(params.corpus.path) if corpus is None else corpus
    if folder.resolve() in (out.resolve(), *out.resolve().parents):
        _fail(
            f"{out}: lies inside the corpus {folder}; the tables would be mined as reports. Choose another --out"
        )
    runtime = Runtime(jobs or default_jobs(), DocumentCache(default_folder() if cache else None), console)
    return Job(Workspace(out), folder, params, runtime)


def _summarise(console: Console, out: Path, tables: Tables, seconds: float) -> None:
    grid = RichTable("table", "rows", box=None, pad_edge=False, header_style="bold")
    grid.columns[1].justify = "right"
    for table in PUBLIC:
        grid.add_row(table.name, str(len(tables[table.name])))
    console.print(grid)
    say = partial(console.print, soft_wrap=True, markup=False, highlight=False)
    documents, rejected = tables["documents"], tables["rejected"]
    warned = documents[documents["status"] == "warning"]
    say(
        f"\n{len(documents)} document(s) in {seconds:.0f} s, {len(warned)} with warnings, {len(rejected)} rejected"
    )
    for row in rejected.head(SHOWN_REJECTED).to_dict("records"):
        say(f"rejected: {row['source_file']}: {row['reason']}")
    if len(rejected) > SHOWN_REJECTED:
        say(f"… the others stand in {out / 'rejected.csv'}")
    for row in warned.head(SHOWN_REJECTED).to_dict("records"):
        say(f"warning: {row['source_file']}: {row['warnings']}")
    if len(warned) > SHOWN_REJECTED:
        say(f"… the others stand in {out / 'documents.csv'}")
    say(f"Open {out / 'rapportgruvan.xlsx'} or {out / 'report.html'}. Every quote stands in {out / 'text'}.")


def _print_metrics(console: Console, metrics: object, prefix: str = "") -> None:
    if isinstance(metrics, dict):
        for key, value in metrics.items():
            _print_metrics(console, value, f"{prefix}.{key}" if prefix else str(key))
    elif not isinstance(metrics, list):
        shown = f"{metrics:.4f}" if isinstance(metrics, float) else str(metrics)
        console.print(f"{prefix:40} {shown}", markup=False, highlight=False, soft_wrap=True)
