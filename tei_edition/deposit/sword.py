"""Deposit by SWORD version 2: Software Heritage, HAL, Dataverse and DSpace speak it.

The deposit is made empty, with its description; the package is put into it, which may be repeated; and
only then it is
completed. Until then it is unfinished, so that what an interruption leaves behind is never taken for a
deposit.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from tei_edition.deposit import sword_documents as documents
from tei_edition.deposit.connection import Answer, Connection
from tei_edition.deposit.failure import DepositFailure, error
from tei_edition.deposit.journal import FORGOTTEN, Journal
from tei_edition.deposit.package import Package
from tei_edition.deposit.receipt import Receipt, State, Upload, measured
from tei_edition.deposit.sword_answers import orphan, refusal, strange, too_large
from tei_edition.model.problem import Problem
from tei_edition.tables.targets import Target

_SIMPLE_ZIP: Final = "http://purl.org/net/sword/package/SimpleZip"
_ENTRY: Final = "application/atom+xml;type=entry"
_UNFINISHED: Final = ("partial", "inprogress", "in progress")
_REFUSED: Final = ("rejected", "failed", "expired")
_MOST_PAGES: Final = 50


@dataclass(slots=True)
class Sword:
    """One deposit at one server."""

    connection: Connection
    """The connection."""
    journal: Journal
    """The journal of the target."""
    target: Target
    """The target."""
    deposit: str
    """The identifier of the deposit, ``urn:uuid:…``; it is the deposit's name at the server as well."""

    def run(self, package: Package, *, publish: bool) -> Receipt:
        """Make the deposit, or go on with it.

        Args:
            package: the package.
            publish: whether the deposit is completed; it is left unfinished otherwise.

        Raises:
            DepositFailure: if it cannot go on. What was reached is in the journal.
        """
        upload = measured(package.zip)
        known = {key: str(value) for key, value in self.journal.known(self.deposit).items()}
        problems: list[Problem] = []
        if known.get("step") in ("completing", "completed"):
            done = self._completed(known, upload, package, problems)
            if done is not None:
                return done
        if not known.get("edit") or self._is_gone(known):
            known = self._made(package, upload, problems)
        else:
            self._described(known["edit"], package)
        self._put(known["media"], package.zip, upload)
        if not publish:
            return self._receipt("in progress", known, package, upload, problems)
        self._complete(known)
        done = self._completed(known, upload, package, problems)
        if done is None:
            raise DepositFailure(
                strange(self.target, "that the deposit is unfinished after it was completed")
            )
        return done

    def _collection(self, size: int) -> str:
        """Return the address of the collection, if it takes the package."""
        answer = self._good(self.connection.ask("GET", self.connection.address, repeatable=True))
        found = documents.service(answer.text)
        if found is None:
            raise DepositFailure(
                strange(self.target, "with something other than a service document of SWORD")
            )
        wanted = self.target.collection
        fitting = [
            c
            for c in found.collections
            if not wanted or wanted in (c.title, urljoin(self.connection.address, c.href))
        ]
        if len(fitting) != 1:
            titles = "; ".join(f'"{c.title}"' for c in found.collections) or "none"
            raise DepositFailure(
                error(
                    "DP67",
                    f"The repository offers these collections: {titles}.",
                    "Write the title of one of them as collection into "
                    f"[target.{self.target.name}] of edition.toml.",
                    self.connection.address,
                )
            )
        if fitting[0].packaging and _SIMPLE_ZIP not in fitting[0].packaging:
            raise DepositFailure(
                strange(self.target, "that it takes no package in a plain zip file (SimpleZip)")
            )
        if found.most_bytes and size > found.most_bytes:
            raise DepositFailure(too_large(self.target, size))
        return fitting[0].href

    def _made(self, package: Package, upload: Upload, problems: list[Problem]) -> dict[str, str]:
        """Make the deposit, unfinished, or find the one that an interrupted call has made."""
        href = self._collection(upload.size)
        known = self.journal.known(self.deposit)
        made: list[dict[str, str]] = []
        unsure = known.get("step") == "creating"

        def look() -> dict[str, str] | None:
            nonlocal unsure
            if not made and unsure:
                found = self._listed(href)
                if found is None:
                    problems.append(orphan(self.target))
                elif found:
                    made.append(found)
                unsure = False
            return made[0] if made else None

        def make() -> None:
            nonlocal unsure
            self.journal.write(self.deposit, "creating")
            unsure = True
            body = documents.entry(package.description, self.deposit, self.target.origin)
            headers = {"Content-Type": _ENTRY, "In-Progress": "true", "Slug": self.deposit}
            answer = self._good(self.connection.ask("POST", href, content=body, headers=headers))
            edit = documents.links(answer.text).get("edit") or answer.headers.get("location", "")
            made.append(self._links(answer, edit))
            unsure = False

        found = self.connection.settle(look, make, "deposit")
        self.journal.write(self.deposit, "made", **found)
        return found

    def _listed(self, href: str) -> dict[str, str] | None:
        """Look in the list of the collection; empty if the deposit is not there, None without a list."""
        url = href
        for _ in range(_MOST_PAGES):
            answer = self.connection.ask("GET", url, repeatable=True)
            if not answer.good:
                return None
            for id_ in documents.listed(answer.text, self.deposit):
                edit = urljoin(href, f"{id_}/atom/")
                receipt = self.connection.ask("GET", edit, repeatable=True)
                known = self._links(receipt, edit) if receipt.good else {}
                base = urljoin(href, f"{id_}/")
                return {
                    "record": id_,
                    "edit": edit,
                    "media": known.get("media") or f"{base}media/",
                    "add": known.get("add") or f"{base}metadata/",
                    "statement": known.get("statement") or f"{base}status/",
                }
            following = _next(answer)
            if not following:
                return {}
            url = following
        return {}

    def _links(self, answer: Answer, edit: str) -> dict[str, str]:
        """Return the addresses of a deposit, as its receipt names them."""
        links = documents.links(answer.text)
        if not edit:
            raise DepositFailure(strange(self.target, "with a receipt that names no address"))
        edit = urljoin(self.connection.address, edit)
        found = {
            "record": links.get("deposit") or edit,
            "edit": edit,
            "media": links.get("edit-media", ""),
            "add": links.get(documents.ADD, edit),
            "statement": links.get("alternate") or links.get(documents.STATEMENT, ""),
        }
        return {
            key: urljoin(edit, value) if key != "record" else value for key, value in found.items() if value
        }

    def _is_gone(self, known: dict[str, str]) -> bool:
        answer = self.connection.ask("GET", known.get("statement", known["edit"]), repeatable=True)
        if answer.status in (404, 410):
            self.journal.write(self.deposit, FORGOTTEN, gone=known["record"])
            return True
        self._good(answer)
        return False

    def _described(self, edit: str, package: Package) -> None:
        body = documents.entry(package.description, self.deposit, self.target.origin)
        headers = {"Content-Type": _ENTRY, "In-Progress": "true"}
        self._good(self.connection.ask("PUT", edit, content=body, headers=headers, repeatable=True))

    def _put(self, media: str, path: Path, upload: Upload) -> None:
        """Put the package in the place of whatever is there."""
        headers = {
            "Content-Type": "application/zip",
            "Content-Disposition": f"attachment; filename={upload.key}",
            "Content-MD5": upload.md5,
            "Packaging": _SIMPLE_ZIP,
            "In-Progress": "true",
        }
        for attempt in range(self.connection.manners.attempts):
            answer = self.connection.ask("PUT", media, content=path, headers=headers, repeatable=True)
            if answer.status != 412:
                self._good(answer)
                self.journal.write(self.deposit, "file", name=upload.key, md5=upload.md5)
                return
            self.connection.pause(attempt)
        raise DepositFailure(
            error(
                "DP68",
                f"The repository says that {upload.key} arrived with other bytes than were sent.",
                "Run the command again; if it happens once more, something on the way changes files. "
                "The deposit is still unfinished.",
                self.connection.address,
            )
        )

    def _complete(self, known: dict[str, str]) -> None:
        def look() -> bool | None:
            return True if self._status(known) not in (*_UNFINISHED, "") else None

        def complete() -> None:
            self.journal.write(self.deposit, "completing")
            self._good(
                self.connection.ask("POST", known["add"], headers={"In-Progress": "false"}, content=b"")
            )

        self.connection.settle(look, complete, "completion of the deposit")

    def _completed(
        self, known: dict[str, str], upload: Upload, package: Package, problems: list[Problem]
    ) -> Receipt | None:
        """Return the receipt of a deposit that is complete; None if it is not."""
        said = self._status(known)
        if said in (*_UNFINISHED, ""):
            return None
        if said in _REFUSED:
            raise DepositFailure(
                error(
                    "DP79",
                    f'The repository has taken the deposit, and then refused it ("{said}").',
                    "Ask those who run the repository why, naming the deposit "
                    f"{known['record']}. After correcting it raise version in [edition] of edition.toml.",
                    self.connection.address,
                )
            )
        sent = self.journal.known(self.deposit).get("md5")
        if sent != upload.md5:
            raise DepositFailure(
                error(
                    "DP71",
                    f'Version "{package.description.version}" is deposited already, and the '
                    "edition has changed since.",
                    "What is deposited stays as it is. Raise version in [edition] of "
                    "edition.toml, and run the command "
                    "again.",
                    self.connection.address,
                )
            )
        self.journal.write(self.deposit, "completed", status=said)
        return self._receipt("deposited", known, package, upload, problems)

    def _good(self, answer: Answer) -> Answer:
        if answer.good:
            return answer
        raise DepositFailure(refusal(answer, self.target))

    def _status(self, known: dict[str, str]) -> str:
        answer = self._good(
            self.connection.ask("GET", known.get("statement", known["edit"]), repeatable=True)
        )
        return documents.status(answer.text).lower()

    def _receipt(
        self, state: State, known: dict[str, str], package: Package, upload: Upload, problems: list[Problem]
    ) -> Receipt:
        version = package.description.version
        return Receipt(state, known["record"], "", "", version, (upload,), tuple(problems))


def _next(answer: Answer) -> str:
    """Return the address of the next page of a list (RFC 8288)."""
    for link in answer.headers.get("link", "").split(","):
        address, _, relation = link.partition(";")
        if 'rel="next"' in relation.replace(" ", ""):
            return address.strip().strip("<>")
    return ""
