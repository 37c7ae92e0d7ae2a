"""Turns annotated sample sources into reports (PDF, DOCX, HTML, Markdown, text) and their gold files."""
