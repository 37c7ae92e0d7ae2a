"""Dates, amounts and contacts by grammar: each finder reads one piece and gives spans with values."""
