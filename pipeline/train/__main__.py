"""``python -m pipeline.train``: the recipes, one command each; ``make models`` runs them in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.resources import models_folder
from pipeline.train import params, scores
from pipeline.train.splits import split

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
ParamsOption = Annotated[Path, typer.Option("--params", help="The recipe.")]
BuildOption = Annotated[
    Path, typer.Option("--build", help="Folder for checkpoints; a run that was cut off goes on.")
]
RECIPE = Path(__file__).with_name("params.yaml")
BUILD = Path("build/names")
WEIGHTS = "network.safetensors"


@app.command()
def fit(
    recipe: ParamsOption = RECIPE,
    build: BuildOption = BUILD,
    leave_out: Annotated[list[str] | None, typer.Option(help="Kinds of our own text to test on instead.")] = None,
    teacher: Annotated[
        list[Path] | None, typer.Option(help="Folder of an earlier training, to learn from.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed than the recipe's.")] = None,
) -> None:
    """Trains encoder and recogniser, and prints its scores on what it was not trained on."""
    from pipeline.train import fit as fitting
    from pipeline.train import predict
    from pipeline.train.ingredients import gather

    chosen = params.load(recipe)
    parts = gather(chosen, build, leave_out or [])
    settings = chosen.fit if seed is None else chosen.fit.model_copy(update={"seed": seed})
    teachers = [fitting.load(parts.base, path / WEIGHTS) for path in teacher or []]
    network = fitting.fit(parts.base, parts.feeder, parts.split.train, parts.unlabelled(teachers), settings, build)
    found = {name: predict.score(network, parts.feeder, tests) for name, tests in parts.split.tests.items()}
    (build / "scores.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(found, indent=1))


@app.command()
def pack(
    recipe: ParamsOption = RECIPE,
    build: BuildOption = BUILD,
    out: Annotated[Path | None, typer.Option(help="Folder of the pipeline; models/names if not given.")] = None,
) -> None:
    """Writes a trained network as the spaCy pipeline that ships."""
    from pipeline.train import fit as fitting
    from pipeline.train import package
    from pipeline.train.ingredients import gather

    chosen = params.load(recipe)
    parts = gather(chosen, build, [])
    network = fitting.load_encoder(parts.base, build / WEIGHTS)
    package.write(network, out or models_folder() / "names", parts, chosen)


@app.command()
def baseline(recipe: ParamsOption = RECIPE, build: BuildOption = Path("build/baseline")) -> None:
    """Trains spaCy's own small recogniser on the same examples; score it with --model build/baseline."""
    from pipeline.train import baseline as small

    chosen = params.load(recipe)
    small.train(split(chosen.data.shared, chosen.data.annotated).train, build)


@app.command()
def stanza(recipe: ParamsOption = RECIPE, build: BuildOption = Path("build/stanza")) -> None:
    """Trains the second engine with Stanza's trainers, and packs it into models/stanza."""
    from pipeline.train import stanza as second

    chosen = params.load(recipe)
    second.train(chosen.data.shared, chosen.data.annotated, build)


@app.command()
def score(
    engine: Annotated[str, typer.Option(help="rules, spacy or stanza.")] = "spacy",
    model: Annotated[str, typer.Option(help="The engine's model; empty for the one that ships.")] = "",
    recipe: ParamsOption = RECIPE,
    out: Annotated[Path | None, typer.Option(help="JSON file of pinned scores to bring up to date.")] = None,
) -> None:
    """Prints F1 by test set and type: on what no model of ours was trained on."""
    chosen = params.load(recipe)
    tests = split(chosen.data.shared, chosen.data.annotated).tests
    found = {name: scores.of_engine(engine, model, examples) for name, examples in tests.items()}
    typer.echo(json.dumps(found, indent=1))
    if out is not None:
        pinned = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
        out.write_text(json.dumps({**pinned, engine: found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
