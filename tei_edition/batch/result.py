"""The result of a document: looked up if it is known, else made and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tei_edition.authority.term_index import TermIndex
from tei_edition.batch.cache import Body, Cache
from tei_edition.batch.dating import redated
from tei_edition.batch.digest import digest, digest_of_content
from tei_edition.batch.document import Made, Source, made, meeting
from tei_edition.batch.folder import Folder, context_of, is_as_described
from tei_edition.batch.kept import Kept
from tei_edition.batch.listener import ListeningIndex, ListeningTerms
from tei_edition.batch.outcome import Tally
from tei_edition.batch.pointers import ids_asked_for
from tei_edition.batch.program import program_digest
from tei_edition.batch.questions import Asked, Lists, still_so
from tei_edition.batch.task import TEI, Task
from tei_edition.pipeline import Context, Encoded

_DEPENDS_ON_ALL = frozenset({"WV01", "WV05", "WV06", "WV08", "RV04", "RV05", "ED27"})
"""Codes that say that the document was encoded in several attempts, of which only the last is at hand, or
that an id was compared with all others: such a document depends on the lists as a whole."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a document."""

    kept: Kept
    """What is known of it."""
    files: Mapping[str, bytes] | None
    """The content of its files, if it is at hand."""
    is_new: bool
    """Whether it was made now."""


def key_of(source: Source, folder: Folder, task: Task) -> str:
    """Return the digest of everything on which a result depends, except for the authority lists."""
    decided = (source.file, source.decided) if source.decided is not None else ()
    return digest(program_digest(), task.named, folder.settled, source.name, source.raw, *decided)


def known(source: Source, folder: Folder, task: Task) -> Result | None:
    """Look a result up, without a look at the authority lists: it is known if it was made under the same."""
    if task.cache is None or source.problems:
        return None
    key = key_of(source, folder, task)
    for kept in task.cache.results(key):
        if folder.listed in kept.lists:
            found = Result(kept, None, False)
            return found if kept.date == folder.date else _of_today(found, key, folder, task)
    return None


def result(source: Source, folder: Folder, task: Task) -> Result:
    """Return the result of a document: known, also if only under lists that answer the same, or new."""
    found = known(source, folder, task) or _under_other_lists(source, folder, task)
    return found if found is not None else fresh(source, folder, task)


def _under_other_lists(source: Source, folder: Folder, task: Task) -> Result | None:
    if task.cache is None or source.problems:
        return None
    key = key_of(source, folder, task)
    results = task.cache.results(key)
    for kept in results:
        body = task.cache.body(kept.body)
        if body is None or body.asked is None or not is_as_described(folder):
            continue
        if still_so(lists_of(folder), body.asked, kept.answers):
            kept, others = kept.holding(folder.listed), [r for r in results if r is not kept]
            task.cache.keep_results(key, [kept, *others])
            found = Result(kept, body.files, False)
            return found if kept.date == folder.date else _of_today(found, key, folder, task)
    return None


def _of_today(found: Result, key: str, folder: Folder, task: Task) -> Result | None:
    """Return a result with the day of this build; None if it has to be made to be known."""
    kept = found.kept
    body = task.cache.body(kept.body) if task.cache is not None else None
    tei = redated(body.files.get(TEI, b""), kept.date, folder.date) if body is not None else None
    if task.cache is None or body is None or tei is None:
        return None
    files = {**body.files, TEI: tei}
    kept = replace(
        kept,
        date=folder.date,
        body=task.cache.keep_body(Body(body.asked, files)),
        files=_digests(files),
        record=_record(files, task),
    )
    others = [r for r in task.cache.results(key) if r.answers != kept.answers]
    task.cache.keep_results(key, [kept, *others])
    return Result(kept, files, False)


def fresh(source: Source, folder: Folder, task: Task) -> Result:
    """Make a result, and keep it."""
    lists = lists_of(folder)
    asked = Asked(lists) if task.cache is not None and is_as_described(folder) else None
    context = _listening(context_of(folder), asked) if asked is not None else context_of(folder)
    document = made(source, context)
    encoded = meeting(document.encoded, task.demands)
    files = _files(encoded, context, task)
    kept = Kept(
        folder.date,
        (folder.listed,),
        folder.listed,
        "",
        _digests(files),
        encoded.problems,
        Tally.of(encoded.edition) if encoded.edition is not None else Tally(),
        _record(files, task),
    )
    if task.cache is not None and asked is not None and not source.problems:
        _keep(kept, _asked_by(document, asked), files, key_of(source, folder, task), task.cache)
    return Result(kept, files, True)


def _keep(kept: Kept, asked: Asked | None, files: Mapping[str, bytes], key: str, cache: Cache) -> None:
    body = cache.keep_body(Body(asked.questions if asked is not None else None, files))
    kept = replace(kept, body=body, answers=asked.digest if asked is not None else kept.answers)
    others = [r for r in cache.results(key) if r.answers != kept.answers]
    cache.keep_results(key, [kept, *others])


def _files(encoded: Encoded, context: Context, task: Task) -> dict[str, bytes]:
    if encoded.tei is None or encoded.edition is None:
        return {}
    beside = {c.suffix: c.content(encoded.edition, context.resources) for c in task.companions}
    return {TEI: encoded.tei, **{suffix: content for suffix, content in beside.items() if content}}


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {suffix: digest_of_content(content) for suffix, content in files.items()}


def _record(files: Mapping[str, bytes], task: Task) -> Any:
    return task.recorder(files[TEI]) if task.recorder is not None and TEI in files else None


@lru_cache(maxsize=1)
def lists_of(folder: Folder) -> Lists:
    """Return the authority lists of a folder, ready to be asked."""
    resources = context_of(folder).resources
    index, terms = resources.index, resources.terms
    assert index is not None
    return Lists(resources.authority, index, terms or TermIndex((), bool))


def _listening(context: Context, asked: Asked) -> Context:
    """Return a context whose indexes note what they are asked."""
    # A list without terms is asked as well: it may have some tomorrow.
    resources = replace(context.resources, index=ListeningIndex(asked), terms=ListeningTerms(asked))
    return replace(context, resources=resources)


def _asked_by(document: Made, asked: Asked) -> Asked | None:
    """Return all that a document has asked; None if the result is to hold under just these lists."""
    edition, tei = document.encoded.edition, document.encoded.tei
    if edition is None:
        return asked  # it is no transcript
    if tei is None or any(p.code in _DEPENDS_ON_ALL for p in document.encoded.problems):
        return None
    ids = ids_asked_for(edition, document.decisions, tei)
    asked.answers["pointers", ids] = asked.lists.of_pointers(ids)
    return asked
