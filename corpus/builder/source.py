"""Reads annotated source files: front matter and a little Markdown, with mentions in double brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.front_matter import FrontMatter, parse_front_matter
from builder.inline import Inline, parse_inline

_COMMENT = re.compile(r"<!--\s*(?P<body>.*?)\s*-->")
_STATEMENTS = re.compile(r"statements:\s*(?P<label>\S+?)\s*;\s*conferences:\s*(?P<places>.+)")
_HEADING = re.compile(r"(?P<marks>#{1,4}) (?P<text>\S.*)")
_ITEM = re.compile(r"(?:-|(?P<number>\d+)\.) (?P<text>\S.*)")
_CELL_EDGE = re.compile(r"\|(?![^\[]*\]\])")  # a pipe inside [[…]] does not end a cell
_RULE_CELL = re.compile(r":?-+:?")
_FOREIGN = re.compile(r"[*+•>] |#|```|---|===|<!--")
_LABELS = frozenset({"hinder", "möjlighet"})


class SourceError(ValueError):
    """Slips in one source file; each problem reads `file:line: what is wrong`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Statement:
    """What a list says of its items: their label and the conferences (`A; B`, or None) they come from."""

    label: str
    conference: str | None


@dataclass(frozen=True)
class Heading:
    """A heading; the level is 1 to 4."""

    line: int
    level: int
    text: Inline


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that may be wrapped anew."""

    line: int
    text: Inline


@dataclass(frozen=True)
class Plain:
    """Lines that stay as they are: a programme, header fields, a list of participants."""

    line: int
    lines: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    """One list item; `number` is None in a bulleted list."""

    number: int | None
    text: Inline
    statement: Statement | None = None


@dataclass(frozen=True)
class ItemList:
    """A bulleted or numbered list, or one part of a list that is broken by a page or a blank line."""

    line: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """A table; its first row is the header."""

    line: int
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class PageEnd:
    """A page break."""

    line: int


Block = Heading | Paragraph | Plain | ItemList | Table | PageEnd


@dataclass(frozen=True)
class Report:
    """One parsed source: its front matter and its blocks in reading order."""

    source: Path
    meta: FrontMatter
    blocks: tuple[Block, ...]


def read_report(path: Path) -> Report:
    """Give the parsed source file. Raises SourceError with every slip found, each with file and line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    closing = next((i for i, line in enumerate(lines) if i and line == "---"), None)
    if not lines or lines[0] != "---" or closing is None:
        raise SourceError([f"{path}:1: the file does not begin with front matter between two --- lines"])
    meta, problems = parse_front_matter(lines[1:closing], path.stem)
    if meta is None:
        raise SourceError([f"{path}:{line}: {problem}" for line, problem in problems])
    body = _Body(meta)
    body.read(list(enumerate(lines, start=1))[closing + 1 :])
    if body.problems or not body.blocks:
        found = sorted(body.problems) or [(closing + 1, "the report has no body")]
        raise SourceError([f"{path}:{line}: {problem}" for line, problem in found])
    return Report(path, meta, tuple(body.blocks))


Line = tuple[int, str]


class _Body:
    """Collects the blocks of one body and the problems met on the way."""

    def __init__(self, meta: FrontMatter) -> None:
        self.blocks: list[Block] = []
        self.problems: list[Line] = []
        self._meta = meta
        self._plain_from: int | None = None
        self._statement: Statement | None = None
        self._unused_statement: int | None = None  # line of a statements comment that has met no list yet

    def read(self, lines: list[Line]) -> None:
        """Read all lines into blocks; slips end up in `problems`."""
        for chunk in self._chunks(lines):
            try:
                self._read_chunk(chunk)
            except ValueError as error:
                self.problems.append((chunk[0][0], str(error)))
        self._end_statements()
        if self._plain_from:
            self.problems.append((self._plain_from, "plain comment without a block after it"))

    def _chunks(self, lines: list[Line]) -> Iterator[list[Line]]:
        """Yield runs of lines that make one block; what begins a block of another kind ends the run."""
        chunk: list[Line] = []
        for line in lines:
            kind = _kind(line[1])
            alone = kind in {"blank", "comment", "heading"}
            if chunk and (alone or (not self._plain_from and kind not in {"more", _kind(chunk[0][1])})):
                yield chunk
                chunk = []
            if alone and kind != "blank":
                yield [line]
            elif kind != "blank":
                chunk.append(line)
        if chunk:
            yield chunk

    def _read_chunk(self, chunk: list[Line]) -> None:
        line, text = chunk[0]
        kind = _kind(text)
        if kind == "comment":
            self._read_comment(line, text)
        elif self._plain_from:
            self._plain_from = None
            if kind == "heading":
                raise ValueError("a heading cannot be plain")
            self._end_statements()
            self.blocks.append(Plain(line, tuple(self._inlines(chunk))))
        elif kind == "item":
            self.blocks.append(self._list(chunk))
        else:
            self._end_statements()
            self.blocks.append(self._other(kind, chunk))

    def _other(self, kind: str, chunk: list[Line]) -> Block:
        line, text = chunk[0]
        if kind == "heading" and (match := _HEADING.fullmatch(text)):
            return Heading(line, len(match["marks"]), self._inline(line, match["text"]))
        if kind == "row":
            return self._table(chunk)
        if _FOREIGN.match(text):
            raise ValueError(f"this markup is not in the subset: {text[:40]!r}")
        if len(chunk) > 1:
            raise ValueError("a paragraph over several lines: join them, or put <!-- plain --> before it")
        return Paragraph(line, self._inline(line, text))

    def _read_comment(self, line: int, text: str) -> None:
        comment = _COMMENT.fullmatch(text.strip())
        body = comment["body"] if comment else ""
        if body == "page":
            self.blocks.append(PageEnd(line))
        elif body == "plain":
            self._plain_from = line
        elif match := _STATEMENTS.fullmatch(body):
            self._end_statements()
            self._statement = self._statement_of(match["label"], match["places"])
            self._unused_statement = line
        else:
            raise ValueError(f"unknown comment {text.strip()!r}")

    def _statement_of(self, label: str, places: str) -> Statement:
        if label not in _LABELS:
            raise ValueError(f"unknown statement label {label!r}")
        if places == "-":
            return Statement(label, None)
        named = [place.strip() for place in places.split(",")]
        known = [conference["place"] for conference in self._meta.conferences]
        if unknown := [place for place in named if place not in known]:
            raise ValueError(f"unknown conference place {', '.join(unknown)!r}; the front matter has {known}")
        return Statement(label, "; ".join(named))

    def _end_statements(self) -> None:
        if self._unused_statement:
            self.problems.append((self._unused_statement, "statements comment without a list after it"))
        self._statement = self._unused_statement = None

    def _list(self, chunk: list[Line]) -> ItemList:
        starts: list[tuple[int, int | None, str]] = []
        for line, text in chunk:
            if match := _ITEM.fullmatch(text):
                starts.append((line, int(match["number"]) if match["number"] else None, match["text"]))
            elif _ITEM.match(text.strip()):
                raise ValueError(f"line {line}: lists inside lists are not in the subset")
            else:
                first, number, begun = starts[-1]
                starts[-1] = (first, number, f"{begun} {text.strip()}")
        if len({number is None for _, number, _ in starts}) > 1:
            raise ValueError("bulleted and numbered items in one list")
        self._unused_statement = None
        items = [Item(number, self._inline(line, text), self._statement) for line, number, text in starts]
        return ItemList(chunk[0][0], tuple(items))

    def _table(self, chunk: list[Line]) -> Table:
        rows = [_CELL_EDGE.split(text.strip())[1:-1] for _, text in chunk]
        if len(rows) < 3 or not all(_RULE_CELL.fullmatch(cell.strip()) for cell in rows[1]):
            raise ValueError("a table needs a header row, a |---| row and at least one row")
        if len({len(row) for row in rows}) > 1:
            raise ValueError(f"table rows of unequal length: {[len(row) for row in rows]}")
        numbered = [(line, row) for (line, _), row in zip(chunk, rows, strict=True)]
        del numbered[1]
        return Table(chunk[0][0], tuple(tuple(self._inlines([(n, c) for c in row])) for n, row in numbered))

    def _inlines(self, lines: list[Line]) -> list[Inline]:
        return [self._inline(line, text) for line, text in lines]

    def _inline(self, line: int, raw: str) -> Inline:
        """Give the parsed text; a slip becomes a problem of this very line, and reading goes on."""
        try:
            inline = parse_inline(raw.strip())
            inline.text.encode(self._meta.encoding)
        except UnicodeEncodeError as error:
            missing = error.object[error.start : error.end]
            self.problems.append((line, f"{missing!r} cannot be written in {self._meta.encoding}"))
        except ValueError as error:
            self.problems.append((line, str(error)))
        else:
            return inline
        return Inline("")


def _kind(text: str) -> str:
    """Give what kind of line this is: blank, comment, heading, item, row, more (of a list item) or text."""
    if not text.strip():
        return "blank"
    if text.lstrip().startswith("<!--"):
        return "comment"
    if _HEADING.fullmatch(text):
        return "heading"
    if _ITEM.fullmatch(text):
        return "item"
    if text.startswith("|"):
        return "row"
    return "more" if text.startswith("  ") else "text"
