"""Recipes for ``models/statements``: stance, themes, answers. Run by ``python -m pipeline.train.statements``."""
