"""Compile Schematron rules (ISO/IEC 19757-3) to a stylesheet of XSLT 3.0, which reports in SVRL.

Each pattern becomes a mode, each rule a template of it, earlier rules with the higher priority; what no rule
is about is passed through in silence. Abstract patterns and rules, ``include``, ``let``, ``diagnostics`` and
the default phase are resolved; keys and functions of XSLT are taken over.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tei_edition.validation.parts import parsed
from tei_edition.validation.place import XML_ID
from tei_edition.validation.schematron_source import EXPRESSIONS, SCH, XSL, sch

SVRL = "http://purl.oclc.org/dsdl/svrl"
_PLACE = "string-join(ancestor-or-self::*[parent::*] ! string(count(preceding-sibling::*)), ' ')"
_KEPT = ("id", "role", "flag")


def _xsl(name: str) -> str:
    return f"{{{XSL}}}{name}"


def compiled_schematron(schema: etree._Element, folder: Path) -> bytes:
    """Compile Schematron rules.

    Args:
        schema: the element ``schema``.
        folder: the folder of its file, in which what it includes is looked for.

    Returns:
        The stylesheet. It makes a report of SVRL as `schematron_engine.reported` reads it.

    Raises:
        OSError: if a part cannot be read.
        lxml.etree.XMLSyntaxError: if a part is not well-formed.
        KeyError: if the rules refer to an abstract pattern or rule that there is not.
    """
    whole = _included(deepcopy(schema), folder)
    prefixes = {str(ns.get("prefix")): str(ns.get("uri")) for ns in whole.iter(sch("ns"))}
    nsmap: dict[str | None, str] = {"xsl": XSL, "svrl": SVRL}
    nsmap.update(prefixes)
    sheet = etree.Element(_xsl("stylesheet"), {"version": "3.0"}, nsmap=nsmap)
    sheet.extend(deepcopy(e) for e in whole.iterchildren(_xsl("*")))
    sheet.extend(_variable(let) for let in whole.iterchildren(sch("let")))
    start = etree.SubElement(sheet, _xsl("template"), {"match": "/"})
    report = etree.SubElement(start, f"{{{SVRL}}}schematron-output")
    for number, pattern in enumerate(_patterns(whole)):
        mode = f"p{number}"
        etree.SubElement(report, _xsl("apply-templates"), {"select": "/", "mode": mode})
        etree.SubElement(sheet, _xsl("mode"), {"name": mode, "on-no-match": "shallow-skip"})
        sheet.extend(_templates(whole, pattern, mode))
    return etree.tostring(sheet)


def _included(schema: etree._Element, folder: Path) -> etree._Element:
    """Put in what is included, with what that includes."""
    for element in list(schema.iter(sch("include"), sch("extends"))):
        parent = element.getparent()
        if (href := element.get("href")) is None or parent is None:
            continue
        file, _, fragment = href.partition("#")
        root = _included(parsed(folder / file), (folder / file).parent)
        found = root
        if fragment:
            found = next(e for e in root.iter("*") if fragment in (e.get("id"), e.get(XML_ID)))
        new = list(found) if element.tag == sch("extends") else [found]
        at = parent.index(element)
        parent[at : at + 1] = [deepcopy(e) for e in new]
    return schema


def _patterns(schema: etree._Element) -> Iterator[etree._Element]:
    """Iterate over the patterns that apply, each abstract one replaced where it is used."""
    patterns = list(schema.iter(sch("pattern")))
    abstract = {str(p.get("id")): p for p in patterns if p.get("abstract") == "true"}
    phase = schema.get("defaultPhase", "#ALL")
    active = {
        str(a.get("pattern"))
        for p in schema.iterchildren(sch("phase"))
        if p.get("id") == phase
        for a in p.iterchildren(sch("active"))
    }
    for pattern in patterns:
        if pattern.get("abstract") == "true" or (phase != "#ALL" and pattern.get("id") not in active):
            continue
        if (name := pattern.get("is-a")) is None:
            yield pattern
            continue
        given = {str(p.get("name")): str(p.get("value")) for p in pattern.iterchildren(sch("param"))}
        yield _instance(abstract[name], given)


def _instance(pattern: etree._Element, given: dict[str, str]) -> etree._Element:
    """Copy an abstract pattern, its parameters replaced by what is given for them."""
    copy = deepcopy(pattern)
    defaults = {str(p.get("name")): str(p.get("value")) for p in copy.iterchildren(sch("param"))}
    values = {**defaults, **given}
    if not values:
        return copy
    names = "|".join(map(re.escape, values))
    parameter = re.compile(rf"\$({names})(?![\w.-])")
    for element in copy.iter(f"{{{SCH}}}*"):
        for name in EXPRESSIONS:
            if (expression := element.get(name)) is not None:
                element.set(name, parameter.sub(lambda found: values[found[1]], expression))
    return copy


def _templates(schema: etree._Element, pattern: etree._Element, mode: str) -> Iterator[etree._Element]:
    rules = [rule for rule in pattern.iterchildren(sch("rule")) if rule.get("abstract") != "true"]
    abstract = {
        str(r.get("id")): r
        for r in (*schema.iter(sch("rule")), *pattern.iter(sch("rule")))
        if r.get("abstract") == "true"
    }
    diagnostics = {str(d.get("id")): d for d in schema.iter(sch("diagnostic"))}
    lets = list(pattern.iterchildren(sch("let")))
    for number, rule in enumerate(rules):
        template = etree.Element(
            _xsl("template"),
            {"match": str(rule.get("context")), "mode": mode, "priority": str(len(rules) - number)},
        )
        # A variable of a pattern is reckoned at the root, wherever the rule has led.
        for let in lets:
            variable = _variable(let)
            if (select := variable.get("select")) is not None:
                variable.set("select", f"root()/({select})")
            template.append(variable)
        for part in _extended(rule, abstract):
            if part.tag == sch("let"):
                template.append(_variable(part))
            elif part.tag in (sch("assert"), sch("report")):
                template.append(_check(part, diagnostics))
        etree.SubElement(template, _xsl("apply-templates"), {"select": "@* | node()", "mode": "#current"})
        yield template


def _extended(rule: etree._Element, abstract: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """Iterate over the parts of a rule, with those of the abstract rules that it extends."""
    for part in rule.iterchildren(f"{{{SCH}}}*"):
        if part.tag == sch("extends"):
            yield from _extended(abstract[str(part.get("rule"))], abstract)
        else:
            yield part


def _variable(let: etree._Element) -> etree._Element:
    variable = etree.Element(_xsl("variable"), {"name": str(let.get("name"))})
    if (value := let.get("value")) is not None:
        variable.set("select", value)
    else:
        variable.text = let.text
        variable.extend(deepcopy(child) for child in let)
    return variable


def _check(part: etree._Element, diagnostics: dict[str, etree._Element]) -> etree._Element:
    """Make the instruction that reports an assertion that fails, or a report that is to be made."""
    is_assertion = part.tag == sch("assert")
    test = f"({part.get('test')})"
    condition = etree.Element(_xsl("if"), {"test": f"not{test}" if is_assertion else test})
    name = "failed-assert" if is_assertion else "successful-report"
    found = etree.SubElement(condition, f"{{{SVRL}}}{name}", {"location": f"{{{_PLACE}}}"})
    for key in _KEPT:
        if (value := part.get(key)) is not None:
            found.set(key, value.replace("{", "{{").replace("}", "}}"))
    text = etree.SubElement(found, f"{{{SVRL}}}text")
    _say(text, part)
    for identifier in (part.get("diagnostics") or "").split():
        _write(text, " ")
        _say(text, diagnostics[identifier])
    return condition


def _say(target: etree._Element, source: etree._Element) -> None:
    """Write the words of a message, and the instructions for what is computed in it."""
    _write(target, source.text)
    for child in source:
        if child.tag == sch("value-of"):
            select = str(child.get("select"))
            etree.SubElement(target, _xsl("value-of"), {"select": select, "separator": " "})
        elif child.tag == sch("name"):
            etree.SubElement(target, _xsl("value-of"), {"select": f"name({child.get('path') or '.'})"})
        elif isinstance(child.tag, str) and etree.QName(child).namespace == XSL:
            copy = deepcopy(child)
            copy.tail = None
            target.append(copy)
        elif isinstance(child.tag, str):
            _say(target, child)
        _write(target, child.tail)


def _write(target: etree._Element, words: str | None) -> None:
    if words:
        etree.SubElement(target, _xsl("text")).text = words
