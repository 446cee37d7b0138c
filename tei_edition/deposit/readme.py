"""What a person reads first in a package: README.md, and LICENSE if a licence was chosen."""

from collections.abc import Sequence

from tei_edition.deposit.contents import Item
from tei_edition.deposit.description import Agent, Description
from tei_edition.tables import table


def readme(description: Description, items: Sequence[Item]) -> bytes:
    """Write ``README.md``.

    Args:
        description: of the edition.
        items: the files of the package.
    """
    words = table("deposit")["readme"]
    d = description
    title = d.title or table("deposit")["unstated"]["title"]
    folders = [
        words["folder"].format(folder=folder, said=said)
        for folder, said in table("deposit")["folders"].items()
        if any(item.path.startswith(folder) for item in items)
    ]
    people = [*d.creators, *d.contributors]
    documents = [
        words["document"].format(
            title=_cell(document.title or document.id), date=document.date or "–", file=document.file
        )
        for document in d.documents
    ]
    parts = [
        f"# {title}",
        d.subtitle,
        d.abstract,
        d.summary,
        words["cite"].format(citation=d.citation),
        "\n".join([words["people"], "", *(_person(a) for a in people)]) if people else "",
        words["rights"].format(statement=" ".join(filter(None, (d.rights.statement, d.rights.licence)))),
        "\n".join([words["contents"], "", *folders]),
        words["check"],
        "\n".join([words["documents"], "", *words["document-head"].splitlines(), *documents]),
        words["method"].format(method=d.method) if d.method else "",
    ]
    return ("\n\n".join(part.strip() for part in parts if part.strip()) + "\n").encode()


def licence(description: Description) -> bytes | None:
    """Write ``LICENSE``.

    Args:
        description: of the edition.

    Returns:
        What the file holds; None if no licence was chosen. None is ever assumed.
    """
    rights = description.rights
    if not rights.licence:
        return None
    title = description.title or table("deposit")["unstated"]["title"]
    form = str(table("deposit")["words"]["licence-file"])
    chosen = f"{rights.spdx} <{rights.licence}>" if rights.spdx else rights.licence
    return form.format(title=title, statement=rights.statement, licence=chosen).encode()


def _cell(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|")


def _person(agent: Agent) -> str:
    role = table("deposit")["roles"][agent.role]
    address = next((f", {i.uri}" for i in agent.identifiers if i.uri), "")
    return f"* {agent.name}: {role}{address}"
