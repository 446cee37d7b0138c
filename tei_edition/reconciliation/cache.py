"""Answers of services, kept on disk: a question that was answered is never asked again, also off line.

Each answer is a file whose name is the SHA-256 of service and question. The folder may be deleted at any
time.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers."""

    folder: Path
    """The folder; it is made when the first answer is kept."""

    def answer(self, service: str, question: Mapping[str, object]) -> Any:
        """Return the answer to a question; None if there is none, or its file is damaged.

        Args:
            service: address of the service.
            question: what is asked, as JSON can write it.
        """
        try:
            kept = json.loads(self._file(service, question).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        # A file that somebody moved here answers another question.
        mine = isinstance(kept, dict) and kept.get("service") == service and kept.get("question") == question
        return kept.get("answer") if mine else None

    def keep(self, service: str, question: Mapping[str, object], answer: Any) -> None:
        """Keep an answer. Where the folder cannot be written, nothing is kept, and nothing else is wrong."""
        file = self._file(service, question)
        kept = {"service": service, "question": question, "answer": answer}
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(kept, ensure_ascii=True, indent=1) + "\n", encoding="ascii")

    def _file(self, service: str, question: Mapping[str, object]) -> Path:
        key = json.dumps([service, question], sort_keys=True, ensure_ascii=True)
        digest = hashlib.sha256(key.encode("ascii")).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
