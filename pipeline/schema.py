"""Every table and column of Rapportgruvan, defined once.

Validation, the data package, the codebook, the workbook and the tests are all made from ``TABLES``.
Each column is described in Swedish, for the analyst, and in English, for whoever reads the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "boolean"]

MENTION_TYPES = ("PER", "ORG", "LOC", "DATE", "AMOUNT", "CONTACT")
DATE_KINDS = ("day", "month", "season", "term", "school_year", "quarter", "half_year", "year", "decade", "century")
MENTION_KINDS = (
    "money", "percent", "count", "duration", *DATE_KINDS,
    "email", "phone", "url", "personnummer", "organisationsnummer",
)  # fmt: skip
LABELS = ("hinder", "möjlighet", "neutral")
SILENCES = ("not raised", "no hinder at all", "no möjlighet at all", "no statements")
BLOCK_KINDS = (
    "heading", "paragraph", "list_item", "field", "table_row",
    "toc", "title_page", "logotype",
)  # fmt: skip
LINE_ROLES = ("text", "heading", "list_item", "table_row")
STAGE_NAMES = ("ingest", "segment", "extract", "link", "classify", "cluster", "export", "evaluate")

LIST_SEPARATOR = "; "
"""Joins a list inside one cell."""
LONGEST_CELL = 2**31 - 1
"""Characters that a reader of our CSV files must let a cell have: a large theme lists many statements."""
SECTION_SEPARATOR = " > "
"""Joins the headings of a section path, outermost first."""

ISO_INTERVAL_END = r"(?:\d{4}-\d{2}-\d{2}|--\d{2}-\d{2})"


@dataclass(frozen=True)
class Column:
    """One column: its name, its type and what it means. ``unit`` is set where a number has one."""

    name: str
    type: ColumnType
    sv: str
    en: str
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Table:
    """One table. ``quote`` names the column that must equal the slice its span points at (the evidence rule)."""

    name: str
    sv: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    public: bool = True
    quote: str | None = None
    references: tuple[tuple[str, str, str], ...] = ()
    """Foreign keys: (column here, table, column there). A cell may hold several ids, joined."""

    @property
    def column_names(self) -> list[str]:
        """Column names, in the order of the file."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """The column called ``name``. Raises KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    @property
    def has_span(self) -> bool:
        """Whether the rows point at a span of a document's canonical text."""
        return {"doc_id", "char_start", "char_end"} <= set(self.column_names)


def text(name: str, sv: str, en: str, **more: object) -> Column:
    """A string column."""
    return Column(name, "string", sv, en, **more)  # type: ignore[arg-type]


def integer(name: str, sv: str, en: str, **more: object) -> Column:
    """A whole-number column; empty where unknown."""
    return Column(name, "integer", sv, en, **more)  # type: ignore[arg-type]


def number(name: str, sv: str, en: str, **more: object) -> Column:
    """A decimal-number column; empty where unknown."""
    return Column(name, "number", sv, en, **more)  # type: ignore[arg-type]


def identifier(name: str, sv: str, en: str) -> Column:
    """A column that is never empty."""
    return text(name, sv, en, required=True)


DOC_ID = identifier("doc_id", "Dokumentets id", "Id of the document")
SPAN = (
    DOC_ID,
    integer("page", "Sida i dokumentet (1 = första)", "Page of the document, 1-based", required=True, minimum=1),
    integer("char_start", "Första tecknets läge i text/<doc_id>.txt", "Offset of the first character in text/<doc_id>.txt",
            required=True, unit="characters", minimum=0),
    integer("char_end", "Läget efter sista tecknet", "Offset after the last character",
            required=True, unit="characters", minimum=0),
)  # fmt: skip
SECTION = text("section", "Rubriker ovanför, yttersta först", "Headings above, outermost first")
CONFERENCE_IDS = text(
    "conference_id",
    "Konferens(er) som raden gäller",
    "Conference(s) that the row is about; several where the report attributes it to several",
)
DATE_PATTERN = rf"^{ISO_INTERVAL_END}$"


def start_date(sv: str, en: str) -> Column:
    """First day of an interval, ISO 8601; ``--MM-DD`` where the year is not known."""
    return text("date_start", sv, en, pattern=DATE_PATTERN)


def end_date(sv: str, en: str) -> Column:
    """Last day of an interval, ISO 8601."""
    return text("date_end", sv, en, pattern=DATE_PATTERN)


REJECTED_COLUMNS = (
    identifier("source_file", "Filens sökväg i korpusmappen", "Path of the file inside the corpus folder"),
    text(
        "stage",
        "Steg där filen föll bort",
        "Stage at which the file fell out",
        required=True,
        enum=STAGE_NAMES,
    ),
    identifier("reason", "Vad som är fel, kort", "What is wrong, in short"),
    text("detail", "Mer om felet och vad du kan göra", "More about the fault, and what to do"),
)

TABLES: tuple[Table, ...] = (
    # --- what people open -------------------------------------------------------------------------------
    Table("documents", "Dokument som lästs in", "Documents that were read", (
        DOC_ID,
        identifier("source_file", "Filens sökväg i korpusmappen", "Path of the file inside the corpus folder"),
        text("sha256", "Filens kontrollsumma", "Checksum of the file's bytes", required=True, pattern=r"^[0-9a-f]{64}$"),
        identifier("media_type", "Filformat (MIME)", "Media type"),
        text("title", "Dokumentets titel", "Title of the document"),
        text("kind", "Slags dokument", "Kind of document: conference_report, project_page, evaluation …"),
        text("language", "Huvudspråk (ISO 639-1)", "Main language, ISO 639-1", pattern=r"^[a-z]{2,3}$"),
        integer("page_count", "Antal sidor", "Number of pages", unit="pages", minimum=1),
        integer("word_count", "Antal ord", "Number of words", unit="words", minimum=0),
        number("text_quality", "Textens kvalitet, 0–1", "Share of the words that look like words, 0–1", minimum=0, maximum=1),
        text("status", "ok eller warning", "ok, or warning where something needs a look", required=True, enum=("ok", "warning")),
        text("warnings", "Varningar", "What needs a look"),
        start_date("Dokumentets datum: första dag", "Date that the document states as its own: first day"),
        end_date("Dokumentets datum: sista dag", "Date that the document states as its own: last day"),
    ), key=("doc_id",)),
    Table("rejected", "Filer som inte kunde läsas", "Files that could not be read", REJECTED_COLUMNS,
          key=("source_file", "stage")),
    Table("mentions", "Omnämnanden av personer, organisationer, platser, datum, belopp och kontaktuppgifter",
          "Mentions of people, organisations, places, dates, amounts and contacts", (
        identifier("mention_id", "Omnämnandets id", "Id of the mention"),
        text("entity_id", "Entiteten som nämns", "Entity that is mentioned"),
        text("type", "Typ", "Type", required=True, enum=MENTION_TYPES),
        text("text", "Ordagrant ur texten", "Exactly as the text has it", required=True),
        text("value", "Normaliserat värde", "Normalised value: number, ISO date, E.164 number, name"),
        number("value_max", "Övre värde i ett intervall", "Upper value of a range"),
        text("unit", "Enhet (SEK, %, personer, månader …)", "Unit"),
        text("kind", "Slag av belopp eller kontaktuppgift; ett datums noggrannhet",
             "Kind of amount or contact; precision of a date", enum=MENTION_KINDS),
        start_date("Datum: första dag", "First day of the date"),
        end_date("Datum: sista dag", "Last day of the date"),
        number("confidence", "Säkerhet 0–1", "Confidence, 0–1", minimum=0, maximum=1),
        text("source", "Regel eller modell som såg den; efter + förbehåll: ungefär (approximate), årtal härlett (inferred) …",
             "Rule or model that saw it; after + what the value leaves out: approximate, at_least, inferred …"),
        *SPAN,
        text("sentence_id", "Meningen", "Sentence"),
        SECTION,
        CONFERENCE_IDS,
    ), key=("mention_id",), quote="text", references=(
        ("entity_id", "entities", "entity_id"), ("doc_id", "documents", "doc_id"),
        ("conference_id", "conferences", "conference_id"),
    )),
    Table("entities", "Personer, organisationer och platser", "People, organisations and places", (
        identifier("entity_id", "Entitetens id", "Id of the entity"),
        text("type", "Typ", "Type", required=True, enum=("PER", "ORG", "LOC")),
        text("name", "Namn", "Name", required=True),
        text("aliases", "Andra skrivsätt", "Other forms of the name"),
        text("kind", "Slag (myndighet, kommun, förening …)", "Kind (myndighet, kommun, förening …)"),
        integer("mention_count", "Antal omnämnanden", "Number of mentions", minimum=1),
        integer("document_count", "Antal dokument", "Number of documents", minimum=1),
        integer("conference_count", "Antal konferenser", "Number of conferences", minimum=0),
        text("municipality_code", "Kommunkod (SCB)", "Municipality code (Statistics Sweden)", pattern=r"^\d{4}$"),
        text("county_code", "Länskod (SCB)", "County code (Statistics Sweden)", pattern=r"^\d{2}$"),
        number("latitude", "Latitud", "Latitude, WGS 84", unit="degrees", minimum=-90, maximum=90),
        number("longitude", "Longitud", "Longitude, WGS 84", unit="degrees", minimum=-180, maximum=180),
    ), key=("entity_id",)),
    Table("link_candidates", "Namn som kanske är samma, och platser som texten lämnar öppna",
          "Names that may be the same, and places that the text leaves open", (
        identifier("entity_id", "Entiteten", "Entity"),
        text("name", "Namn", "Name", required=True),
        text("candidate_id", "Entiteten som den kanske är", "Entity that it may be"),
        text("candidate", "Vad den kanske är", "What it may be", required=True),
        text("reason", "Varför: stavning (spelling) eller plats (place)", "Why: spelling or place",
             required=True, enum=("spelling", "place")),
        number("score", "Likhet 0–1", "Similarity, 0–1", minimum=0, maximum=1),
    ), key=("entity_id", "candidate"), references=(
        ("entity_id", "entities", "entity_id"), ("candidate_id", "entities", "entity_id"),
    )),
    Table("projects", "Projekt som rapporterna beskriver", "Projects that the reports describe", (
        identifier("project_id", "Projektets id", "Id of the project"),
        DOC_ID,
        text("title", "Projektets namn", "Title"),
        text("programme", "Program eller programområde", "Funding programme or priority"),
        text("owner", "Projektägare", "Project owner"),
        text("contact_person", "Kontaktperson", "Contact person"),
        text("contact_email", "Kontaktpersonens e-post", "E-mail of the contact"),
        text("contact_phone", "Kontaktpersonens telefon", "Phone of the contact"),
        integer("granted_sek", "Beviljat stöd, kronor", "Granted support", unit="SEK"),
        integer("budget_sek", "Total budget, kronor", "Total budget", unit="SEK"),
        text("start_date", "Projektets första dag", "First day", pattern=DATE_PATTERN),
        text("end_date", "Projektets sista dag", "Last day", pattern=DATE_PATTERN),
        text("region", "Område", "Geographical area as written"),
        text("target_group", "Målgrupp", "Target group"),
        text("partners", "Samarbetspartner", "Partners"),
        text("municipalities", "Kommuner", "Municipalities"),
    ), key=("project_id",), references=(("doc_id", "documents", "doc_id"),)),
    Table("conferences", "Konferenser som rapporterna redovisar", "Conferences that the reports report on", (
        identifier("conference_id", "Konferensens id", "Id of the conference"),
        DOC_ID,
        text("place", "Ort", "Place as the report names it"),
        text("municipality", "Kommun", "Municipality"),
        text("county", "Län", "County"),
        text("venue", "Lokal", "Venue"),
        text("address", "Adress", "Address"),
        text("start_date", "Första dag", "First day", pattern=DATE_PATTERN),
        text("end_date", "Sista dag", "Last day", pattern=DATE_PATTERN),
        text("title", "Konferensens namn", "Title"),
        text("focus", "Fokus", "Focus"),
        text("organisers", "Arrangörer", "Organisers"),
        integer("participants_total", "Deltagare i allt", "Participants in all", unit="persons", minimum=0),
        integer("participants_civil_society", "Deltagare från civilsamhället", "Participants from civil society",
                unit="persons", minimum=0),
        integer("participants_public_sector", "Deltagare från offentlig sektor", "Participants from the public sector",
                unit="persons", minimum=0),
        integer("participants_business_other", "Deltagare från näringsliv och övriga", "Participants from business and others",
                unit="persons", minimum=0),
    ), key=("conference_id",), references=(("doc_id", "documents", "doc_id"),)),
    Table("participations", "Vem som deltog var, och som vad", "Who took part where, and as what", (
        identifier("participation_id", "Deltagandets id", "Id of the participation"),
        text("person", "Person", "Person", required=True),
        text("person_id", "Personens id", "Entity of the person"),
        text("role", "Roll som texten anger", "Role as written"),
        text("organisation", "Organisation som texten anger", "Organisation as written"),
        text("organisation_id", "Organisationens id", "Entity of the organisation"),
        text("context", "Program, inbjudan, styrgrupp …", "Programme, invitation, steering group …"),
        CONFERENCE_IDS,
        *SPAN,
    ), key=("participation_id",), references=(
        ("person_id", "entities", "entity_id"), ("organisation_id", "entities", "entity_id"),
        ("conference_id", "conferences", "conference_id"), ("doc_id", "documents", "doc_id"),
    )),
    Table("statements", "Påståenden om hinder och möjligheter", "Statements of obstacles and opportunities", (
        identifier("statement_id", "Påståendets id", "Id of the statement"),
        text("label", "Hinder, möjlighet eller neutral", "Label", required=True, enum=LABELS),
        text("text", "Ordagrant ur texten", "Exactly as the text has it", required=True),
        number("probability", "Sannolikhet för etiketten, 0–1", "Probability of the label, 0–1", minimum=0, maximum=1),
        text("label_source", "Vad etiketten bygger på", "What the label rests on: heading, model, correction",
             required=True, enum=("heading", "model", "correction")),
        text("review", "review där någon bör titta", "review where somebody should look", enum=("review",)),
        text("theme_id", "Tema", "Theme"),
        CONFERENCE_IDS,
        *SPAN,
        SECTION,
    ), key=("statement_id",), quote="text", references=(
        ("theme_id", "themes", "theme_id"), ("conference_id", "conferences", "conference_id"),
        ("doc_id", "documents", "doc_id"),
    )),
    Table("themes", "Teman", "Themes", (
        identifier("theme_id", "Temats id", "Id of the theme"),
        text("name", "Namn", "Name", required=True),
        text("name_en", "Namn på engelska", "Name in English"),
        text("status", "book: ur temaboken; proposed: föreslaget, för det som ingen bok har",
             "book: from the theme book; proposed: for what no book has", required=True, enum=("book", "proposed")),
        text("keywords", "Utmärkande ord", "Distinctive words"),
        integer("statement_count", "Antal påståenden", "Number of statements", minimum=1),
        integer("hinder_count", "Antal hinder", "Number of obstacles", minimum=0),
        integer("mojlighet_count", "Antal möjligheter", "Number of opportunities", minimum=0),
        integer("conference_count", "Antal konferenser", "Number of conferences", minimum=0),
        text("example_statement_id", "Typiskt påstående", "The most typical statement"),
    ), key=("theme_id",), references=(("example_statement_id", "statements", "statement_id"),)),
    Table("theme_conference", "Teman per konferens", "Themes by conference", (
        identifier("theme_id", "Tema", "Theme"),
        identifier("conference_id", "Konferens", "Conference"),
        integer("hinder_count", "Antal hinder", "Number of obstacles", minimum=0),
        integer("mojlighet_count", "Antal möjligheter", "Number of opportunities", minimum=0),
        number("share", "Temats andel av konferensens påståenden", "The theme's share of the conference's statements",
               minimum=0, maximum=1),
        number("hinder_share", "Temats andel av konferensens hinder", "The theme's share of the conference's obstacles",
               minimum=0, maximum=1),
        number("mojlighet_share", "Temats andel av konferensens möjligheter",
               "The theme's share of the conference's opportunities", minimum=0, maximum=1),
        text("silence", "Vad en nolla betyder: konferensen tog inte upp temat, eller har inga sådana påståenden",
             "What a zero means: the conference did not raise the theme, or has no such statements", enum=SILENCES),
    ), key=("theme_id", "conference_id"), references=(
        ("theme_id", "themes", "theme_id"), ("conference_id", "conferences", "conference_id"),
    )),
    Table("pairs", "Hinder och möjligheter som svarar mot varandra", "Obstacles and the opportunities that answer them", (
        identifier("hinder_id", "Hindret", "The obstacle"),
        identifier("mojlighet_id", "Möjligheten", "The opportunity"),
        number("similarity", "Likhet 0–1", "Similarity, 0–1", minimum=0, maximum=1),
        Column("same_conference", "boolean", "Samma konferens", "Whether both come from one conference"),
    ), key=("hinder_id", "mojlighet_id"), references=(
        ("hinder_id", "statements", "statement_id"), ("mojlighet_id", "statements", "statement_id"),
    )),
    Table("theme_ledger", "Föreslagna teman: vad som lever vidare, är nytt, slogs ihop, delades eller försvann",
          "Proposed themes: what lives on, is new, merged, split or gone", (
        identifier("theme_id", "Temats id", "Id of the theme"),
        text("name", "Namn", "Name", required=True),
        text("event", "Vad som hände", "What happened", required=True,
             enum=("born", "kept", "merged", "split", "gone")),
        text("related", "Teman som det slogs ihop med, kom ur eller gick upp i",
             "Themes that it merged with, came out of or went into"),
        text("statements", "Påståendena", "Its statements"),
    ), key=("theme_id",)),
    Table("evidence", "Belägg för varje cell i projects och conferences",
          "Evidence for every cell of projects and conferences", (
        text("table", "Tabell", "Table", required=True, enum=("projects", "conferences")),
        identifier("row_id", "Radens id", "Id of the row"),
        identifier("column", "Kolumn", "Column"),
        text("text", "Ordagrant ur texten", "Exactly as the text has it", required=True),
        *SPAN,
    ), key=("table", "row_id", "column", "char_start"), quote="text",
          references=(("doc_id", "documents", "doc_id"),)),
    # --- what stages pass on (Parquet only) -------------------------------------------------------------
    Table("pages", "Sidor", "Pages, with what was taken out of them", (
        *SPAN,
        text("label", "Tryckt sidnummer", "Page number as printed"),
        text("header", "Sidhuvud", "Running header, left out of the canonical text"),
        text("footer", "Sidfot", "Running footer, left out of the canonical text"),
    ), key=("doc_id", "page"), public=False),
    Table("lines", "Rader i den kanoniska texten", "Lines of the canonical text, with the layout that the reader saw", (
        *SPAN,
        text("role", "Roll enligt filformatet", "Role according to the file format", required=True, enum=LINE_ROLES),
        integer("level", "Rubriknivå eller listdjup", "Heading level or list depth, where the format states it"),
        text("marker", "Listmarkör", "List marker at the start of the line"),
        Column("bold", "boolean", "Fetstil", "Whether the whole line is bold"),
        number("size", "Teckenstorlek i förhållande till brödtexten", "Font size relative to body text"),
        integer("gap", "Tomma rader före", "Blank lines before, or page break", unit="lines"),
    ), key=("doc_id", "char_start"), public=False),
    Table("blocks", "Textblock", "Blocks: headings, paragraphs, list items, fields, table rows", (
        identifier("block_id", "Blockets id", "Id of the block"),
        text("kind", "Slag", "Kind", required=True, enum=BLOCK_KINDS),
        text("text", "Ordagrant ur texten", "Exactly as the text has it", required=True),
        integer("level", "Rubriknivå eller listdjup", "Heading level (1 = outermost) or list depth"),
        text("heading_id", "Närmaste rubrik ovanför", "Block id of the nearest heading above (for a heading: its parent)"),
        text("list_id", "Listan", "Id shared by the items of one list"),
        text("key", "Fältets namn", "Name of a field, as written"),
        integer("value_start", "Fältvärdets början", "Offset of a field's value", unit="characters"),
        text("language", "Språk", "Language, ISO 639-1; empty where too short to tell"),
        *SPAN,
        SECTION,
    ), key=("block_id",), public=False, quote="text"),
    Table("sentences", "Meningar", "Sentences", (
        identifier("sentence_id", "Meningens id", "Id of the sentence"),
        identifier("block_id", "Blocket", "Block it stands in"),
        text("text", "Ordagrant ur texten", "Exactly as the text has it", required=True),
        text("language", "Språk", "Language, ISO 639-1"),
        *SPAN,
        SECTION,
    ), key=("sentence_id",), public=False, quote="text"),
    Table("mention_links", "Omnämnandenas entitet och konferens", "Entity and conference(s) of each mention", (
        identifier("mention_id", "Omnämnandet", "Mention"),
        text("entity_id", "Entiteten", "Entity"),
        CONFERENCE_IDS,
    ), key=("mention_id",), public=False),
    Table("link_warnings", "Uppgifter i en rapport som säger emot varandra", "What a report contradicts itself in", (
        DOC_ID,
        text("warning", "Varning", "Warning", required=True),
    ), key=("doc_id", "warning"), public=False),
    Table("block_conferences", "Konferenser som ett block gäller", "Conference(s) that a block is about", (
        identifier("block_id", "Blocket", "Block"),
        CONFERENCE_IDS,
    ), key=("block_id",), public=False),
    Table("statement_themes", "Påståendenas tema", "Theme of each statement", (
        identifier("statement_id", "Påståendet", "Statement"),
        identifier("theme_id", "Temat", "Theme"),
    ), key=("statement_id",), public=False),
    Table("statement_vectors", "Påståendenas vektorer", "Vectors of the statements", (
        identifier("statement_id", "Påståendet", "Statement"),
        text("vector", "float16, base64", "float16, base64", required=True),
    ), key=("statement_id",), public=False),
    Table("stance_checks", "Vad modellen säger om listade påståenden när rubriken är dold",
          "What the model says of listed statements when their heading is hidden", (
        identifier("block_id", "Listpunkten", "List item"),
        text("group", "Konferens eller dokument, utelämnas tillsammans", "Conference or document, left out together",
             required=True),
        text("label", "Rubrikens etikett", "Label by the heading", required=True, enum=("hinder", "möjlighet")),
        number("alone", "Chans för hinder, texten ensam", "Chance of hinder, from the text alone", minimum=0, maximum=1),
        number("around", "Chans för hinder, med grannar", "Chance of hinder, with neighbours", minimum=0, maximum=1),
        number("taught", "Chans för hinder, med grannar och andra konferensers listor",
               "Chance of hinder, with neighbours and other conferences' lists", minimum=0, maximum=1),
    ), key=("block_id",), public=False),
    Table("theme_stability", "Hur mycket temana rör sig", "How much the themes move", (
        identifier("change", "Vad som ändras", "What is changed"),
        number("same", "Andel med samma tema", "Share with the same theme", minimum=0, maximum=1),
        number("agreement", "Justerad ömsesidig information", "Adjusted mutual information"),
    ), key=("change",), public=False),
    Table("statement_map", "Karta över påståendena", "Map of the statements", (
        identifier("statement_id", "Påståendet", "Statement"),
        number("x", "Vågrätt", "Across"),
        number("y", "Lodrätt", "Up"),
    ), key=("statement_id",), public=False),
    Table("rejected_classify", "Rättelser och dokument som föll bort i classify",
          "Corrections and documents that fell out in classify", REJECTED_COLUMNS, key=("source_file",), public=False),
    Table("rejected_cluster", "Rättelser som föll bort i cluster", "Corrections that fell out in cluster",
          REJECTED_COLUMNS, key=("source_file",), public=False),
    Table("rejected_segment", "Dokument som föll bort i segment", "Documents that fell out in segment",
          REJECTED_COLUMNS, key=("source_file",), public=False),
    Table("rejected_extract", "Dokument som föll bort i extract", "Documents that fell out in extract",
          REJECTED_COLUMNS, key=("source_file",), public=False),
)  # fmt: skip

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
PUBLIC: tuple[Table, ...] = tuple(table for table in TABLES if table.public)
