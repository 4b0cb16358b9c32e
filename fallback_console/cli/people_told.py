"""What an import of people tells on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fallback_console.services.people_import import ImportPreview

__all__ = ["WHY", "import_lines"]

WHY = {"number": "the same number", "mail": "the same mail address", "name": "the same name"}
"""Why two may be one person."""


def import_lines(data: Mapping[str, Any], found: ImportPreview, limit: int, *, dry: bool) -> list[str]:
    """An import as text.

    Args:
        data: what the command gives as JSON.
        limit: of how many broken lines is told.
        dry: nothing was written.
    """
    ldap = data["format"] in ("ldap", "helpdesk")
    line = "entry" if ldap else "line"
    counts = data["counts"]
    between = {"\t": ", cells between tabs", "": ""}.get(data["delimiter"], f", cells between '{data['delimiter']}'")
    unused = [column["heading"] for column in data["columns"] if not column["field"] and column["heading"]]
    form = "" if ldap else f" {data['format']} in {data['encoding']}{between};"
    lines = [f"{data['file']}:{form} kept as '{data['source']}'"]
    if data["columns"]:
        lines.append("  " + ", ".join(f"{c['heading']} = {c['field']}" for c in data["columns"] if c["field"]))
    if unused:
        lines.append(f"  not used: {', '.join(unused)}")
    broken = f"{counts['broken']} {'left out' if ldap else 'broken lines'}"
    lines.append(f"{counts['new']} new, {counts['changed']} changed, {counts['same']} as before, {broken}")
    if counts["left"]:
        where = "from before are not in the directory any more" if ldap else "from an earlier file are not in this one"
        lines.append(f"{counts['left']} {where}; they stay.")
        lines += [f"  not there any more: {key}" for key in found.left[:limit]] if ldap else []
    if counts["impossible_numbers"]:
        one = counts["impossible_numbers"] == 1
        kept = (
            "1 number cannot be right; it is"
            if one
            else f"{counts['impossible_numbers']} numbers cannot be right; they are"
        )
        where = (
            ""
            if found.home
            else " No home country is known: say it, for example 'fallback-console settings region JP'."
        )
        lines.append(f"{kept} kept as typed.{where}")
    for person in (p for p in data["people"] if p["changes"]):
        lines.append(f"  {line} {person['line']}: {person['name']}: {', '.join(person['changes'])} changed")
    for person in data["people"]:
        odd = [*person["notes"], *(f"{text} is not a possible number." for text in person["impossible_numbers"])]
        lines += [f"  {line} {person['line']}: {person['name']}: {note}" for note in odd]
    likely = [(p, one) for p in data["people"] for one in p["likely"]][:limit]
    lines += [f"  {p['key']} may be {one.key} {one.name}: {WHY[one.why]}, {one.what}" for p, one in likely]
    if counts["likely"]:
        lines.append(
            f"{counts['likely']} may be somebody who is here already: 'people merge' says so, 'people same' lists them."
        )
    for one in data["broken"]:
        name = data["entries"].get(str(one.line), "")
        lines.append(f"  {line} {one.line}: left out: {one.reason}{f' ({name})' if name else ''}")
    if len(found.broken) > limit:
        more = "entries" if ldap else "broken lines"
        lines.append(f"  and {len(found.broken) - limit} more {more}")
    lines.append("Nothing was written." if dry else f"saved: {data['written']} people.")
    return lines
