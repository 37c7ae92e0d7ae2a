"""Recipes that make what is in ``models/``: from public data and packages to the shipped files.

Needs the ``train`` extra (torch, transformers, onnx). Nothing else in the package imports from here.
"""
