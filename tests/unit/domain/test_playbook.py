"""Playbooks as texts."""

from __future__ import annotations

from fallback_console.domain.playbook import Line, parse_playbook
from fallback_console.resources_path import resource


def test_a_playbook_has_titles_steps_and_text() -> None:
    text = "# Down\n\n## First\n- [stay-here] Stay here.\n-  [no] not one\nA word.\n"
    assert parse_playbook(text) == (
        Line("title", "Down"),
        Line("section", "First"),
        Line("step", "Stay here.", "stay-here"),
        Line("text", "-  [no] not one"),
        Line("text", "A word."),
    )


def test_the_steps_are_the_same_in_every_language() -> None:
    folder = resource("playbooks")
    names = {file.name.split(".")[0] for file in folder.glob("*.md")}
    assert names == {"outage"}
    for name in names:
        english, japanese = (
            parse_playbook((folder / f"{name}.{code}.md").read_text(encoding="utf-8")) for code in ("en", "ja")
        )
        assert [(line.kind, line.step) for line in english] == [(line.kind, line.step) for line in japanese]
        steps = [line.step for line in english if line.kind == "step"]
        assert len(steps) == len(set(steps)) > 8
        assert all(line.kind != "text" or not line.text.startswith("-") for line in english + japanese)
