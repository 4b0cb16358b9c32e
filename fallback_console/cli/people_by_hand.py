"""``people add``: somebody who is in no helpdesk and no file, and what is known of others besides."""

from __future__ import annotations

import argparse

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output
from fallback_console.domain.errors import InputError
from fallback_console.services import people, people_by_hand
from fallback_console.services.people_by_hand import FIELDS

__all__ = ["add"]


def add(args: argparse.Namespace, out: Output) -> int:
    """Write somebody down, or go on with what was written down of them."""
    given = {name: value for name in FIELDS if (value := getattr(args, name)) is not None}
    if not given:
        raise InputError("Nothing was written down.", "Give at least one, such as --name or --mobile.")
    with opened(args) as profile:
        key = profile.desk.read(people.person_meant, args.to).key if args.to else ""
        before = profile.desk.read(people_by_hand.written, key)
        saved = profile.desk.command(
            people_by_hand.save, profile.settings.login, {**before.fields, **given}, args.kind or before.role, key
        ).result()
        row = profile.desk.read(people.person, saved.key)
    name = row.name or saved.key
    told = f"saved: {name}  {saved.key}" if not key else f"saved with {name}  {saved.key}"
    out.result({"key": saved.key, "record": saved.record, "new": saved.new, "person": row}, told)
    return 0
