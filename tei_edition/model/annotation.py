"""An annotation: one scholarly statement about a stretch of the transcript."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tei_edition.model.span import Span

Certainty = Literal["high", "medium", "low", "unknown"]
Responsibility = Literal["program", "translator", "relay", "archive", "editor"]

DECISION = "decision"
"""The rule of what an editor has tagged."""
ACCEPTED = ", accepted"
"""What the rule of a judgement ends in once an editor has confirmed or amended it."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A statement that a stretch of the transcript is something.

    Structure (``paragraph``), editorial matter (``supplied``), names and dates are all annotations; the
    table ``kinds`` says what TEI each kind becomes.
    """

    span: Span
    """The stretch, markers included."""
    kind: str
    """A notion of textual scholarship, never the name of an element."""
    rule: str
    """The rule that made the statement, so that every judgement can be traced and counted."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What is said of the stretch; names as in the TEI Guidelines (``ref``, ``when``, ``subtype``)."""
    markers: tuple[str, str] = ("", "")
    """Characters at the two ends that the markup stands for, such as ``[`` and ``]``."""
    responsibility: Responsibility | None = None
    """Who makes the statement; None where it is read off the text."""
    certainty: Certainty | None = None
    """How sure it is; None where nothing was inferred."""
    id: str | None = None
    """The xml:id that the element shall have, if others point to it."""
    evidence: tuple[str, ...] = ()
    """The reasons for it in plain words, the strongest first; empty where the rule says all."""
    candidates: tuple[str, ...] = ()
    """Ids of the list entries that were weighed, the likeliest first; empty if one was enough."""

    @property
    def is_decided(self) -> bool:
        """Whether an editor made the statement or confirmed it."""
        return self.responsibility == "editor" or self.rule == DECISION or self.rule.endswith(ACCEPTED)

    @property
    def entry(self) -> str:
        """Id of the entry of an authority list that it points to; empty if it points to none."""
        return self.attributes.get("ref", "").removeprefix("#")

    @property
    def interior(self) -> Span:
        """The stretch without its markers."""
        return Span(self.span.start + len(self.markers[0]), self.span.end - len(self.markers[1]))
