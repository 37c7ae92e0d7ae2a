"""Names by data files and rules: what is known without having learnt it from text."""

from pipeline.extract.rules.recogniser import RuleRecogniser

__all__ = ["RuleRecogniser"]
