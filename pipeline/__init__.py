"""Rapportgruvan: from Swedish reports to datasets, stage by stage.

The sub-packages stand in the order data flows: ``ingest``, ``segment``, ``extract``, ``link``, ``classify``,
``cluster``, ``export``, ``evaluate``. ``pipeline.stages`` joins them; ``pipeline.load`` opens what they made.
"""

from importlib.metadata import version

from pipeline.tables import load

__all__ = ["__version__", "load"]
__version__ = version("rapportgruvan")
