"""The scorecard as one HTML page: no scripts, nothing from elsewhere, to be read off line and printed."""

from collections.abc import Iterator
from html import escape
from importlib import resources

from tei_edition.scorecard.score import DocumentScore, Scorecard, Standing
from tei_edition.scorecard.table import fulfilled, has_sum, place, points, shown_columns
from tei_edition.tables.quality import criteria, groups, questions, sources
from tei_edition.validation.quality import Gap, Verdict

_GOOD, _FAIR = 80, 50


def as_html(card: Scorecard) -> str:
    """Render a scorecard as an HTML page that needs no other file."""
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    body = "\n".join(
        [
            *_heading(card),
            *_by_group(card),
            *_documents(card),
            *_gains(card),
            *_each(card),
            *_questions(),
            *_about(card),
        ]
    )
    return (
        '<!DOCTYPE html>\n<!-- tei-edition quality -->\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Quality of the edition</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _heading(card: Scorecard) -> Iterator[str]:
    number = len(card.documents)
    several = "document" if number == 1 else "documents"
    yield "<header>\n<h1>Quality of the edition</h1>"
    total = f'<span class="sum {_grade(card.score)}">{points(card.score)}</span>'
    yield f"<p>{total} of 100; {number} {several}.</p>"
    yield (
        '<p class="quiet">What can be checked by a program, against published criteria for digital editions. '
        "What does not apply to a document is left out of its score.</p>\n</header>"
    )
    bad = [d for d in card.documents if d.problem is not None]
    if bad:
        yield "<h2>Files that cannot be read</h2>\n<ul>"
        for document in bad:
            assert document.problem is not None
            said = f"{document.problem.code}: {document.problem.message}"
            yield f"<li><code>{escape(document.name)}</code> scores 0. {escape(said)}</li>"
        yield "</ul>"


def _by_group(card: Scorecard) -> Iterator[str]:
    yield "<h2>By group</h2>\n<table>"
    yield '<thead><tr><th class="words">Group</th><th>Score</th><th></th></tr></thead>\n<tbody>'
    for group, name in groups().items():
        score = card.groups.get(group)
        yield f"<tr><td>{escape(name)}</td>{_scored(score)}<td>{_bar(score)}</td></tr>"
    yield "</tbody>\n</table>"


def _documents(card: Scorecard) -> Iterator[str]:
    shown = shown_columns(card)
    heads = "".join(f'<th title="{escape(groups()[g])}">{escape(head)}</th>' for g, head in shown.items())
    yield '<h2>By document</h2>\n<div class="wide">\n<table>'
    yield f"<thead><tr><th>Document</th><th>Score</th>{heads}</tr></thead>\n<tbody>"
    for number, document in enumerate(card.documents, 1):
        name = f'<a href="#d{number}">{escape(document.name)}</a>'
        cells = "".join(_scored(document.groups.get(group)) for group in shown)
        yield f"<tr><td>{name}</td>{_scored(document.score)}{cells}</tr>"
    if has_sum(card):
        cells = "".join(_scored(card.groups.get(group)) for group in shown)
        yield f'<tr class="sums"><td>The collection</td>{_scored(card.score)}{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"
    if card.registers:
        listed = ", ".join(f"<code>{escape(name)}</code>" for name in card.registers)
        yield f'<p class="quiet">Not scored, since nothing but lists: {listed}</p>'


def _gains(card: Scorecard) -> Iterator[str]:
    if not card.gains:
        return
    yield "<h2>What would gain most</h2>"
    for standing in card.gains:
        yield from _gain(standing, several=len(card.documents) > 1)


def _gain(standing: Standing, *, several: bool) -> Iterator[str]:
    criterion = standing.criterion
    yield (
        f"<details><summary><strong>+{standing.gain:.1f}</strong> {criterion.code} {escape(criterion.title)} "
        f'<span class="quiet">({escape(fulfilled(standing, several=several))})</span></summary>'
    )
    cited = escape("; ".join(criterion.source))
    yield f'<p>{escape(criterion.explanation)} <span class="quiet">({cited})</span></p>'
    yield f"<p><strong>Next:</strong> {escape(criterion.gain)}</p>"
    yield f'<p class="why">How it is checked: {escape(criterion.checked)}</p>'
    if standing.examples:
        yield f"<ul>{''.join(_example(gap) for gap in standing.examples)}</ul>"
    yield "</details>"


def _each(card: Scorecard) -> Iterator[str]:
    yield "<h2>Each document</h2>"
    for number, document in enumerate(card.documents, 1):
        yield (
            f'<details id="d{number}"{" open" if len(card.documents) == 1 else ""}><summary>'
            f'<strong class="{_grade(document.score)}">{points(document.score)}</strong> '
            f"{escape(document.name)}</summary>"
        )
        yield from _verdicts(document)
        yield "</details>"


def _verdicts(document: DocumentScore) -> Iterator[str]:
    if document.problem is not None:
        yield f"<p>{escape(document.problem.message)}</p>"
        return
    for group, name in groups().items():
        listed = {c: v for c, v in document.verdicts.items() if criteria()[c].group == group}
        if listed:
            score = document.groups.get(group)
            yield f'<h3>{escape(name)} <span class="{_grade(score)}">{points(score)}</span></h3>\n<ul>'
            for code, verdict in listed.items():
                yield _verdict(code, verdict)
            yield "</ul>"


def _verdict(code: str, verdict: Verdict) -> str:
    named = f"{code} {escape(criteria()[code].title)}"
    if verdict.share is None:
        return f'<li class="quiet">{named}: does not apply. {escape(verdict.reason)}</li>'
    share = 100 * verdict.share
    counted = f" ({verdict.fulfilled} of {verdict.counted})" if verdict.counted > 1 else ""
    gaps = "".join(_example(gap) for gap in verdict.gaps)
    examples = f"<ul>{gaps}</ul>" if gaps else ""
    return f'<li>{named}: <span class="{_grade(share)}">{share:.0f} %</span>{counted}{examples}</li>'


def _example(gap: Gap) -> str:
    where = place(gap)
    located = f' <code class="quiet">{escape(where)}</code>' if where else ""
    quotation = f" <q>{escape(gap.example)}</q>" if gap.example else ""
    return f"<li>{escape(gap.message)}{quotation}{located}</li>"


def _questions() -> Iterator[str]:
    yield "<h2>What only a person can answer</h2>"
    yield '<p class="quiet">Not scored: no program can see whether it is so.</p>\n<ul>'
    for asked in questions():
        cited = escape("; ".join(asked.source))
        yield f'<li>{escape(asked.question)} <span class="quiet">({cited})</span></li>'
    yield "</ul>"


def _about(card: Scorecard) -> Iterator[str]:
    idle = [s for s in card.standings if s.share is None]
    yield "<h2>How it is reckoned</h2>"
    yield (
        "<p>Each criterion has a weight from 1 to 4. The score of a document is the weighted mean of the "
        "criteria that apply to it; where a criterion is fulfilled in part, that part counts. The "
        "score of the collection is the mean of its documents, in which a file that cannot be read counts "
        "0, together with the criteria across documents.</p>"
    )
    if idle:
        yield f'<p class="quiet">Applies to no document: {", ".join(s.criterion.code for s in idle)}.</p>'
    yield "<h3>Published criteria</h3>\n<ul>"
    cited = [*(c.source for c in criteria().values()), *(q.source for q in questions())]
    for key, title in sources(cited).items():
        yield f"<li><strong>{escape(key)}</strong>: {escape(title)}</li>"
    yield "</ul>"


def _scored(score: float | None) -> str:
    return f'<td class="{_grade(score)}">{points(score)}</td>'


def _bar(score: float | None) -> str:
    if score is None:
        return ""
    return f'<span class="bar"><span class="{_grade(score)}" style="width: {score:.0f}%"></span></span>'


def _grade(score: float | None) -> str:
    if score is None:
        return "quiet"
    return "good" if score >= _GOOD else "fair" if score >= _FAIR else "poor"
