"""``python -m pipeline.train.statements``: the recipe in steps; ``make models`` runs them in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.resources import models_folder, statement_model
from pipeline.train.statements import params
from pipeline.train.statements.ingredients import Ingredients, gather

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
ParamsOption = Annotated[Path, typer.Option("--params", help="The recipe.")]
BuildOption = Annotated[
    Path, typer.Option("--build", help="Folder for checkpoints; a run that was cut off goes on.")
]
RECIPE = Path(__file__).with_name("params.yaml")
BUILD = Path("build/statements")


@app.command()
def fit(
    recipe: ParamsOption = RECIPE,
    build: BuildOption = BUILD,
    fold: Annotated[int | None, typer.Option(help="Leave this part out; all parts where not given.")] = None,
) -> None:
    """Trains the network on everything, or on all parts but one, and writes what it says of the part left out."""
    from pipeline.train.statements import folds, partition
    from pipeline.train.statements.fit import fit as fit_network

    chosen = params.load(recipe)
    parts = gather(chosen, build)
    folder = build / ("all" if fold is None else f"fold-{fold}")
    rows = parts.rows if fold is None else partition.rest(parts.rows, chosen.decision.folds, fold)
    network = fit_network(parts, rows, chosen.fit, folder)
    if fold is not None:
        folds.write(network, parts, partition.left_out(parts.rows, chosen.decision.folds, fold), chosen, folder)


@app.command()
def pack(
    recipe: ParamsOption = RECIPE,
    build: BuildOption = BUILD,
    out: Annotated[Path | None, typer.Option(help="Folder of the model; models/statements if not given.")] = None,
) -> None:
    """Writes the network, the decision and the examples as the model that ships."""
    from pipeline.train.statements import folds, package
    from pipeline.train.statements.decision import fit_decision
    from pipeline.train.statements.fit import load

    chosen = params.load(recipe)
    parts = gather(chosen, build)
    folder = out or models_folder() / "statements"
    package.write_network(load(parts.base, len(parts.themes), build / "all"), parts.base, folder)
    package.write_examples(parts.rows, folder)
    seen, rows = folds.decision_rows(parts.rows, chosen, build)
    package.write_decision(fit_decision(seen, rows, chosen.decision), folder)


@app.command()
def score(
    recipe: ParamsOption = RECIPE,
    build: BuildOption = BUILD,
    model: Annotated[str, typer.Option(help="Folder of the model; empty for the one that ships.")] = "",
    out: Annotated[Path | None, typer.Option(help="JSON file for the scores.")] = None,
) -> None:
    """Prints how well stance and themes are told: on rows left out, and on public texts never trained on."""
    from pipeline.train.statements import evaluation

    chosen = params.load(recipe)
    parts: Ingredients = gather(chosen, build)
    found = evaluation.scores(parts, chosen, build, statement_model(model))
    text = json.dumps(found, indent=1, ensure_ascii=False)
    typer.echo(text)
    if out is not None:
        out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
