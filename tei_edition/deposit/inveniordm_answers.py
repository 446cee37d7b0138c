"""What InvenioRDM refuses, in words that an editor can act on."""

from collections.abc import Iterable, Iterator
from typing import Any

from tei_edition.deposit.connection import Answer, Connection
from tei_edition.deposit.failure import DepositFailure, error
from tei_edition.model.problem import Problem
from tei_edition.tables import table

_NOT_YET = "files.enabled"
"""What is said of a draft to which no file has been uploaded yet."""


def refusal(
    answer: Answer, connection: Connection, token_is_good: bool, metadata: Any = None
) -> DepositFailure:
    """Return what a bad answer means.

    Args:
        answer: the answer.
        connection: the connection, to ask what exactly is wrong.
        token_is_good: whether the server is known to take the token.
        metadata: what was sent, if it was metadata.
    """
    said, address = _said(answer), connection.address
    if answer.status in (401, 403) and not token_is_good:
        return DepositFailure(
            error(
                "DP61",
                "The repository does not accept your token: it is mistyped, has expired or was withdrawn.",
                "Make a new one on the page of your account at the repository (for Zenodo with "
                "the scopes deposit:write "
                "and deposit:actions), and put it where the old one was.",
                address,
            )
        )
    if answer.status in (401, 403):
        return DepositFailure(
            error(
                "DP62",
                f"Your account may not do this at the repository{said}.",
                "The record may belong to somebody else, or the token may lack the scopes deposit:write and "
                "deposit:actions. Ask those who run the repository, or deposit with the account "
                "that has the record.",
                address,
            )
        )
    if answer.status == 413 or any(word in said.lower() for word in ("quota", "size limit", "too large")):
        return DepositFailure(
            error(
                "DP65",
                f"The repository takes no file of this size, or your record is full{said}.",
                "Ask those who run the repository for more room, and run the command again: it "
                "goes on where it stopped.",
                address,
            )
        )
    content = answer.json()
    problems = list(lacking(content.get("errors", []) if isinstance(content, dict) else [], address))
    if not problems and answer.status == 400 and metadata is not None:
        problems = list(_unknown_values(metadata, connection))
    if problems:
        return DepositFailure(*problems)
    return DepositFailure(
        error(
            "DP74",
            f"The repository answered {answer.status}{said}, which was not to be expected.",
            "Run the command again later. If the same comes again, show the message to those who "
            "run the repository.",
            address,
        )
    )


def lacking(errors: Any, address: str) -> Iterator[Problem]:
    """Say which fields the server misses or does not accept, and where to fill them in.

    Args:
        errors: ``errors`` of its answer.
        address: address of the repository.
    """
    known, fields = table("inveniordm")["fields"], table("crosswalk")["fields"]
    for said in errors if isinstance(errors, list) else []:
        path = str(said.get("field", "")) if isinstance(said, dict) else ""
        if not path or path == _NOT_YET:
            continue
        words = " ".join(str(m) for m in said.get("messages") or [] if isinstance(m, str)) or "not accepted"
        top = ".".join(path.split(".")[:2])
        field = fields.get(known.get(top, ""), {})
        name = field.get("name", f"the field {path}")
        settings = field.get("settings")
        hint = (
            f"Fill in {settings} of edition.toml, and run the command again."
            if settings
            else (
                "Correct it in the transcripts or lists that it comes from, build, and run the command again."
            )
        )
        yield error("DP66", f"The repository does not accept {name}: {words.rstrip('.')}.", hint, address)


def _unknown_values(metadata: Any, connection: Connection) -> Iterator[Problem]:
    """Ask the server for every id of a vocabulary: it says that one is unknown, but not which."""
    address, fields = connection.address, table("crosswalk")["fields"]
    for name, vocabulary in table("inveniordm")["vocabularies"].items():
        for id_ in dict.fromkeys(_ids(metadata.get(name))):
            answer = connection.ask("GET", f"{address}/vocabularies/{vocabulary}/{id_}", repeatable=True)
            if answer.status == 404:
                field = fields[table("inveniordm")["fields"].get(f"metadata.{name}", "abstract")]
                where = field["settings"] or "the transcripts"
                message = f'The repository does not know the value "{id_}" of {field["name"]}.'
                yield error("DP67", message, f"Choose another one in {where} of edition.toml.", address)


def _ids(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        for entry in value:
            yield from _ids(entry)
    elif isinstance(value, dict):
        for key in ("id", "role", "type", "relation_type"):
            inner = value.get(key)
            if isinstance(inner, str) and key == "id":
                yield inner
            elif isinstance(inner, dict):
                yield from _ids(inner)


def _said(answer: Answer) -> str:
    """Return the server's own words, as one short line in brackets."""
    content = answer.json()
    words = content.get("message", "") if isinstance(content, dict) else ""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(words)).split())
    return f' ("{line[:200].rstrip(".")}")' if line else ""
