"""Exports the atlas or a map as data: JSON, tables, Mermaid and Markdown, for colleagues or, redacted, for customers."""

from collections import Counter
from functools import partial
from pathlib import Path

import typer

from journeybook.cli.terminal import FAILED, FOUND, say
from journeybook.exchange.document import Document, atlas_document, document_texts, map_document
from journeybook.exchange.json_document import json_bytes, json_schema
from journeybook.exchange.markdown_map import markdown_map
from journeybook.exchange.mermaid_flowchart import flowchart_omissions, mermaid_flowchart
from journeybook.exchange.mermaid_journey import journey_omissions, mermaid_journey
from journeybook.exchange.omissions import omissions_in_words
from journeybook.exchange.tables import document_tables
from journeybook.exchange.workbook import CellTooLong, csv_archive, workbook_bytes
from journeybook.findings import nearest
from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.prove.hit import hits_as_text
from journeybook.prove.public_document import prove_public_document
from journeybook.publish.exchange_file import exchange_file
from journeybook.validate import Checked
from journeybook.views.base.book import Book, open_book
from journeybook.views.links.texts import timing_text

ATLAS_FORMATS = ("json", "xlsx", "csv", "schema")
MAP_FORMATS = ("json", "xlsx", "journey", "flowchart", "markdown")
_ENDINGS = {"csv": "csv.zip", "schema": "schema.json", "journey": "journey.mmd", "flowchart": "flowchart.mmd", "markdown": "md"}


def export_atlas(project: Path, checked: Checked, form: str, audience: Audience, out: Path | None) -> None:
    """Write the whole atlas to a file; of customers' data, only where all of it may be read."""
    book = open_book(checked, audience)
    document = atlas_document(book.atlas, audience, partial(timing_text, book))
    data = _schema_bytes() if form == "schema" else _document_bytes(document, form)
    file = out or Path(f"atlas.{_ending(form, audience)}")
    if form != "schema":
        _require_public(project, checked, book, file, document)
    _write(file, data)
    files = sum(1 for resource in book.atlas.resources if resource.get("file", str))
    if files and form != "schema":
        say(f"The files of {files} resources are named in it, not packed: they stand in journeys/resources")


def export_map_data(  # noqa: PLR0913 - each is an option of the command
    project: Path, checked: Checked, identifier: str, form: str, *, audience: Audience, out: Path | None
) -> None:
    """Write one map to a file; of customers' maps, the slug names it as well."""
    book = open_book(checked, audience)
    journey = _find_map(checked, book, identifier)
    describe = partial(timing_text, book)
    left_out: Counter[str] = Counter()
    document = map_document(journey, audience, describe)
    if form == "journey":
        data, left_out = mermaid_journey(journey, book.atlas).encode(), journey_omissions(journey)
    elif form == "flowchart":
        data, left_out = mermaid_flowchart(journey, book.atlas).encode(), flowchart_omissions(journey)
    elif form == "markdown":
        data = markdown_map(journey, book.atlas, describe).encode()
    else:
        data = _document_bytes(document, form)
    name = journey.public.slug if audience is Audience.PUBLIC and journey.public else identifier
    file = out or Path(f"{name}.{_ending(form, audience)}")
    _require_public(project, checked, book, file, document)
    _write(file, data)
    if left_out:
        say(f"A Mermaid {form} has no place for {left_out.total()} values of it: {omissions_in_words(left_out)}")


def _find_map(checked: Checked, book: Book, identifier: str) -> Map:
    """Return a map of this audience by its id, or its slug, or end the command with what there is."""
    slugs = {journey.id: journey.public.slug for journey in checked.atlas.maps if journey.public}
    if book.audience is Audience.INTERNAL:
        maps = {journey.id: journey for journey in book.atlas.maps}
    else:
        maps = {journey.public.slug: journey for journey in book.atlas.maps if journey.public}
        identifier = slugs.get(identifier, identifier)
    if identifier in maps:
        return maps[identifier]
    guess = nearest(identifier, maps)
    hint = f": did you mean {guess}?" if guess else "."
    say(f"There is no {book.audience} map '{identifier}'{hint} There is: {', '.join(maps) or 'none'}")
    raise typer.Exit(FAILED)


def _require_public(project: Path, checked: Checked, book: Book, file: Path, document: Document) -> None:
    """End the command where a file for customers would say what they must not read."""
    if book.audience is Audience.INTERNAL:
        return
    hits = prove_public_document(checked, project, book, file.name, document_texts(document))
    if hits:
        say(f"{hits_as_text(hits)}{file} is not written: customers would read what stands above")
        raise typer.Exit(FOUND)


def _document_bytes(document: Document, form: str) -> bytes:
    if form == "json":
        return json_bytes(document)
    if form == "csv":
        return csv_archive(document_tables(document))
    try:
        return workbook_bytes(document_tables(document))
    except CellTooLong as problem:
        say(f"A workbook cannot be made: {problem}")
        raise typer.Exit(FAILED) from None


def _schema_bytes() -> bytes:
    return json_bytes(json_schema())


def _ending(form: str, audience: Audience) -> str:
    ending = _ENDINGS.get(form, form)
    return ending if form == "schema" else f"{audience}.{ending}"


def _write(file: Path, data: bytes) -> None:
    with exchange_file(file) as output:
        output.write(data)
    say(f"{file} is written")
