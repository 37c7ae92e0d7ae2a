"""``python -m pipeline.train``: the recipes, one command each; ``make models`` runs them in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.resources import models_folder
from pipeline.train import fit as fitting
from pipeline.train import package, params, scores
from pipeline.train.ingredients import gather

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
    chosen = params.load(recipe)
    parts = gather(chosen, build, leave_out or [])
    settings = chosen.fit if seed is None else chosen.fit.model_copy(update={"seed": seed})
    teachers = [fitting.load(parts.base, path / WEIGHTS) for path in teacher or []]
    network = fitting.fit(parts.base, parts.feeder, parts.split.train, parts.unlabelled(teachers), settings, build)
    found = {name: scores.of_network(network, parts.feeder, tests) for name, tests in parts.split.tests.items()}
    (build / "scores.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(found, indent=1))


@app.command()
def pack(
    recipe: ParamsOption = RECIPE,
    build: BuildOption = BUILD,
    out: Annotated[Path | None, typer.Option(help="Folder of the pipeline; models/names if not given.")] = None,
) -> None:
    """Writes a trained network as the spaCy pipeline that ships."""
    parts = gather(params.load(recipe), build, [])
    network = fitting.load(parts.base, build / WEIGHTS)
    package.write(network, parts.base.tokenizer, out or models_folder() / "names", parts.split.tests["ours"])


if __name__ == "__main__":
    app()
