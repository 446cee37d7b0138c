"""The files of a collection: corpus, shared entries, index. They are written in one pass over the records."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tei_edition.collection.header import common, header, title_of
from tei_edition.collection.index import csv_headings, csv_row, json_row
from tei_edition.collection.row import Record
from tei_edition.collection.shared_entries import SharedEntries, Variant
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.tables.settings import Settings
from tei_edition.validation.place import TEI
from tei_edition.weaver.markup import attributes, element
from tei_edition.whole_file import whole_file

FOLDER: Final = "collection"
"""The folder in that of the TEI files. No document, whatever its name, has the name of a file in it."""
CORPUS, ENTRIES, CSV, JSON = "corpus.xml", "authority.xml", "index.csv", "index.json"

_XI: Final = "http://www.w3.org/2001/XInclude"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_REPORTED: Final = 5
_SAME_LISTS: Final = "Build all documents again with the same lists."
_STATED: Final = {
    "title": "title in [edition]",
    "authority": "authority in [edition]",
    "status": "status in [availability]",
    "statement": "statement in [availability]",
    "licence": "licence in [availability]",
    "responsible": "[[responsible]]",
}


def write(
    records: Iterable[tuple[str, Record]],
    settings: Sequence[Settings],
    output: Path,
    *,
    parts: Path | None = None,
) -> tuple[Problem, ...]:
    """Write the files of a collection into the folder ``collection``, each whole or not at all.

    No more than one record is held at a time, so that memory does not grow with the documents.

    Args:
        records: the name of each document's file in ``output``, and its record, in their order.
        settings: what holds for the documents: of each folder from which some were built; at least one.
        output: the folder of the TEI files. Without documents, what an earlier build wrote is removed.
        parts: where parts of files may be written; by default beside their places.

    Returns:
        What an editor should know: ED40 (documents say different things of an entry), ED41 (the folders'
        settings differ), IN41 (what has the name ``collection`` is the user's, and nothing was written).
    """
    folder = output / FOLDER
    if occupied := _occupied(folder):
        return (occupied,)
    remaining = iter(records)
    first = next(remaining, None)
    if first is None:
        for name in (CORPUS, ENTRIES, CSV, JSON):
            (folder / name).unlink(missing_ok=True)
        return ()
    shared, differing = common(settings)
    with SharedEntries() as entries:
        _write_documents(chain([first], remaining), shared, folder, parts, entries)
        _write_entries(entries, shared, folder, parts)
        return (*_differing(differing), *_conflicts(entries))


def _occupied(folder: Path) -> Problem | None:
    """Return the problem that what has the name of the folder is the user's; None if it is not."""
    if folder.is_dir():
        if not any(p.suffix.lower() == ".txt" for p in folder.iterdir()):
            return None
        message = (
            "The folder holds transcripts, so that the files of the collection were not written into it."
        )
    elif folder.exists():
        message = "This file has the name of the folder of the collection, which was therefore not written."
    else:
        return None
    hint = "Give it another name, or build into another folder (--output)."
    return Problem("IN41", Severity.WARNING, message, hint, file=str(folder))


def _write_documents(
    records: Iterable[tuple[str, Record]],
    settings: Settings,
    folder: Path,
    parts: Path | None,
    entries: SharedEntries,
) -> None:
    """Write the corpus and both forms of the index, and collect the entries."""
    words = table("header")["collection"]
    head = header(title_of(settings), words["sources"], settings, project=words["project"])
    with ExitStack() as stack:
        corpus, as_csv, as_json = (
            stack.enter_context(whole_file(folder / name, parts=parts)) for name in (CORPUS, CSV, JSON)
        )
        namespaces = attributes({"xmlns": TEI, "xmlns:xi": _XI})
        corpus.write(f"{_DECLARATION}<teiCorpus{namespaces}>\n{_shifted(head)}\n".encode())
        as_csv.write(csv_headings().encode("utf-8-sig"))
        before = "[\n"
        for file, record in records:
            address = _address(file)
            corpus.write(f"  {element('xi:include', {'href': address})}\n".encode())
            as_csv.write(csv_row(file, record).encode("utf-8", "replace"))
            as_json.write(f"{before} {json_row(file, record)}".encode("utf-8", "replace"))
            before = ",\n"
            entries.add(record["entries"], file=file, address=address)
        corpus.write(b"</teiCorpus>\n")
        as_json.write(b"\n]\n")


def _write_entries(entries: SharedEntries, settings: Settings, folder: Path, parts: Path | None) -> None:
    """Write the entries that the documents share; no file if there are none."""
    lists = _lists(entries)
    opening = next(lists, None)
    if opening is None:
        (folder / ENTRIES).unlink(missing_ok=True)
        return
    words = table("header")["collection"]
    title = words["entries"].format(title=title_of(settings))
    head = header(title, words["sources-of-entries"], settings)
    with whole_file(folder / ENTRIES, parts=parts) as file:
        start = f"{_DECLARATION}<TEI{attributes({'xmlns': TEI})}>\n{_shifted(head)}\n  <standOff>\n"
        file.write(start.encode())
        for line in chain([opening], lists):
            file.write(line.encode())
        file.write(b"  </standOff>\n</TEI>\n")


def _lists(entries: SharedEntries) -> Iterator[str]:
    """Iterate over the lines of the lists."""
    for (name, type_), run in groupby(entries.chosen(), key=lambda e: (e.list, e.type)):
        yield f"    <{name}{attributes({'type': type_ or None})}>\n"
        for entry in run:
            yield f"      {entry.tei}\n"
        yield f"    </{name}>\n"


def _address(file: str) -> str:
    """Return the address of a document as seen from the folder of the collection (RFC 3986)."""
    return f"../{quote(os.fsencode(file))}"


def _shifted(piece: str) -> str:
    return "\n".join(f"  {line}" for line in piece.split("\n"))


def _conflicts(entries: SharedEntries) -> Iterator[Problem]:
    """Report the first of the conflicts each by itself, and count the others."""
    found = entries.conflicts()
    for id_, variants in islice(found, _REPORTED):
        yield _conflict(id_, variants)
    if more := sum(1 for _ in found):
        message = (
            f"The documents do not say the same of {more} more entr{'y' if more == 1 else 'ies'} either."
        )
        yield Problem("ED40", Severity.WARNING, message, _SAME_LISTS)


def _conflict(id_: str, variants: list[Variant]) -> Problem:
    chosen, *others = variants
    named = ", ".join(f"{v.file}{_more(v.documents)}" for v in others)
    message = (
        f"The documents do not say the same of {id_}. {FOLDER}/{ENTRIES} has what {chosen.file}"
        f"{_more(chosen.documents)} says; otherwise: {named}."
    )
    return Problem("ED40", Severity.WARNING, message, _SAME_LISTS)


def _more(documents: int) -> str:
    return f" (and {documents - 1} more)" if documents > 1 else ""


def _differing(names: Sequence[str]) -> Iterator[Problem]:
    if names:
        listed = ", ".join(_STATED[name] for name in names)
        message = (
            f"The edition.toml of several folders differ: {listed}. The header of the collection does not "
            "state it."
        )
        hint = "Make them equal, or build each folder into a folder of its own (--output)."
        yield Problem("ED41", Severity.NOTE, message, hint)
