"""Builds the fictional sample corpus: from each annotated source its report, and the gold answers.

Run it as `python corpus/build_sample.py`. The same sources give the same bytes.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.front_matter import Row
from builder.gold import Reference, entity_rows, mention_rows, reference, role_rows
from builder.pdf import render_pdf
from builder.source import Report, SourceError, read_report
from builder.text import render_md, render_txt
from builder.web import render_html
from builder.word import render_docx

HERE = Path(__file__).resolve().parent
RENDERERS: dict[str, Callable[[Report], bytes]] = {
    "pdf": render_pdf,
    "docx": render_docx,
    "html": render_html,
    "md": render_md,
    "txt": render_txt,
}


def build(source_dir: Path, out_dir: Path) -> list[Path]:
    """Write all reports into `out_dir` and the gold into `out_dir/gold`; give the paths written.

    A report or gold file of a source that is gone is deleted. Raises SourceError, and writes nothing, if any
    source has a slip.
    """
    outputs = _outputs(sorted(source_dir.glob("*.md")))
    for old in [*out_dir.glob("[0-9][0-9]-*"), *out_dir.glob("gold/[0-9][0-9]-*")]:
        if str(old.relative_to(out_dir)) not in outputs:
            old.unlink()
    (out_dir / "gold").mkdir(parents=True, exist_ok=True)
    for name, content in outputs.items():
        (out_dir / name).write_bytes(content)
    return [out_dir / name for name in outputs]


def _outputs(sources: list[Path]) -> dict[str, bytes]:
    """Give relative path → bytes of every file to write."""
    outputs: dict[str, bytes] = {}
    problems: list[str] = []
    reports: list[tuple[Report, Reference]] = []
    roles: list[Row] = []
    for source in sources:
        try:
            report = read_report(source)
            found = reference(report)
            outputs[f"{report.meta.doc}.{report.meta.format}"] = RENDERERS[report.meta.format](report)
            outputs |= _gold_of_report(report, found)
            roles += role_rows(report, found)
            reports.append((report, found))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return outputs | _gold_of_corpus(reports, roles)


def _gold_of_report(report: Report, found: Reference) -> dict[str, bytes]:
    start = f"gold/{report.meta.doc}"
    return {
        f"{start}.txt": found.text.encode(),
        f"{start}.mentions.jsonl": _json_lines(mention_rows(found)),
        f"{start}.entities.jsonl": _json_lines(entity_rows(found)),
    }


def _gold_of_corpus(reports: list[tuple[Report, Reference]], roles: list[Row]) -> dict[str, bytes]:
    """Give the gold files that cover all reports; statements are numbered through the corpus."""
    statements = [{**row, "doc": report.meta.doc} for report, found in reports for row in found.statements]
    conferences = [
        {
            "doc": report.meta.doc,
            "conferences": [{"n": n, **row} for n, row in enumerate(report.meta.conferences, start=1)],
        }
        for report, _ in reports
    ]
    projects = {report.meta.doc: report.meta.project for report, _ in reports if report.meta.project}
    return {
        "gold/conferences.json": _json(conferences),
        "gold/projects.json": _json(projects),
        "gold/statements.jsonl": _json_lines({"n": n, **row} for n, row in enumerate(statements, start=1)),
        "gold/roles.jsonl": _json_lines(roles),
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _json_lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def main(arguments: list[str] | None = None) -> int:
    """Build the corpus from the command line; give 1 if a source has a slip, with all slips on stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=HERE / "sample_source", help="annotated sources")
    parser.add_argument("--out", type=Path, default=HERE / "sample", help="reports and gold")
    options = parser.parse_args(arguments)
    try:
        written = build(options.source, options.out)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(written)} files written to {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
