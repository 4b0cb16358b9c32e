"""Goes through the gallery with a camera: one process, one store for each state, look and language changed while it is open."""

from __future__ import annotations

import html
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from fallback_console.compose.gallery.pretended import World, make_world
from fallback_console.compose.gallery.states import STATES
from fallback_console.domain.errors import InputError
from fallback_console.services.veil import Veil
from fallback_console.ui.gallery.exhibits import EXHIBITS, STATE_NAMES, Exhibit
from fallback_console.ui.gallery.stage import Props, Stage, Studio

__all__ = ["LOGIN", "GalleryPicture", "GalleryReport", "Wanted", "at_work", "open_state", "walk_through"]

LOGIN = "alice"
"""Who works in the pictures; one of the demonstration's team."""

_MOMENT = datetime(2026, 11, 24, 10, 44)  # noqa: DTZ001 - the same time of day on the pictures wherever they are made
_THEMES = ("light", "dark")
_LANGUAGES = ("en", "ja")


@dataclass(frozen=True, slots=True)
class GalleryPicture:
    """One picture.

    Attributes:
        file: its name in the gallery's folder.
        width, height: in pixels.
    """

    file: str
    view: str
    state: str
    theme: str
    language: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class GalleryReport:
    """What was made.

    Attributes:
        index: a page that shows them all.
        seconds: how long it took altogether.
    """

    folder: str
    index: str
    pictures: tuple[GalleryPicture, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures; everything there is where a value is empty.

    Attributes:
        size: of the window in device-independent pixels.
        hide_numbers: customers' telephone numbers are covered.
    """

    views: Sequence[str] = ()
    states: Sequence[str] = ()
    themes: Sequence[str] = _THEMES
    languages: Sequence[str] = _LANGUAGES
    size: tuple[int, int] = field(default=(1280, 800))
    hide_numbers: bool = False

    def exhibits(self, state: str) -> list[Exhibit]:
        """What of it is to be seen in a state."""
        if self.states and state not in self.states:
            return []
        return [e for e in EXHIBITS if state in e.states and (not self.views or e.name in self.views)]


def open_state(folder: Path, state: str) -> tuple[World, Props]:
    """A station in a state of the gallery; its store is to be closed.

    Args:
        folder: where its data may lie; made where it is missing.

    Raises:
        KeyError: there is no such state.
    """
    world = make_world(folder, now=int(_MOMENT.timestamp() * 1000), login=LOGIN)
    world.shown_folder = Path("~/.local/share/fallback-console")
    return world, STATES[state](world)


@contextmanager
def at_work(
    studio: Studio, state: str, language: str, size: tuple[int, int] = (1280, 800), veil: Veil | None = None
) -> Iterator[Stage]:
    """A window on a state of the gallery, in a language, with everything shown that was asked for.

    Args:
        veil: covers customers' telephone numbers in a state that reads anything.
    """
    with tempfile.TemporaryDirectory(prefix="fallback-console-", ignore_cleanup_errors=True) as folder:
        world, props = open_state(Path(folder), state)
        if veil is not None:
            world.veil, props = veil, replace(props, number=veil.mask(props.number, ""))
        try:
            studio.languages.choose(language)
            with Stage(studio, world.context(), props=props, state=state, width=size[0], height=size[1]) as stage:
                stage.settle()
                yield stage
        finally:
            world.store.close()


def walk_through(folder: Path, wanted: Wanted, tell: Callable[[GalleryPicture], None]) -> GalleryReport:
    """Make the pictures and a page that shows them. To be called on the main thread.

    Args:
        folder: made where it is missing; pictures of the same name are replaced.
        tell: called with each picture as it is made.

    Raises:
        InputError: something is wanted that is not there, or the folder cannot be written.
    """
    _check(wanted)
    began = time.monotonic()
    made: list[GalleryPicture] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        studio = Studio()
        try:
            for state in STATE_NAMES:
                exhibits = wanted.exhibits(state)
                for language in wanted.languages if exhibits else ():
                    with at_work(
                        studio, state, language, wanted.size, Veil() if wanted.hide_numbers else None
                    ) as stage:
                        for one in _pictures(stage, exhibits, wanted.themes, language, folder):
                            made.append(one)
                            tell(one)
        finally:
            studio.close()
        index = folder / "index.html"
        index.write_text(_page(made), encoding="utf-8")
    except OSError as error:
        raise InputError(f"The pictures cannot be written to {folder}.", "Choose another folder.") from error
    return GalleryReport(str(folder), str(index), tuple(made), round(time.monotonic() - began, 2))


def _pictures(
    stage: Stage, exhibits: Sequence[Exhibit], themes: Sequence[str], language: str, folder: Path
) -> Iterator[GalleryPicture]:
    for theme in themes:
        stage.studio.theme.set_mode(theme)
        for one in exhibits:
            widget = one.show(stage)
            stage.settle(one.name)
            image = stage.picture(widget)
            one.hide(stage)
            name = f"{one.name}-{stage.state}-{theme}-{language}.png"
            if not image.save(str(folder / name)):
                raise OSError(f"{name} cannot be written")
            yield GalleryPicture(name, one.name, stage.state, theme, language, image.width(), image.height())


def _check(wanted: Wanted) -> None:
    for what, chosen, known in (
        ("view", wanted.views, [e.name for e in EXHIBITS]),
        ("state", wanted.states, STATE_NAMES),
    ):
        strange = [name for name in chosen if name not in known]
        if strange:
            raise InputError(f"There is no {what} '{strange[0]}' in the gallery.", f"Choose from {', '.join(known)}.")
    if not any(wanted.exhibits(state) for state in STATE_NAMES):
        raise InputError("None of these views has a picture in these states.", "Leave the states out.")


def _page(made: Sequence[GalleryPicture]) -> str:
    """A page with all pictures: a section for each view, a line for each state."""
    parts = ['<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>', _STYLE, "</style>"]
    parts.append("<h1>Fallback Console</h1><nav>")
    views = list(dict.fromkeys(e.name for e in EXHIBITS if any(p.view == e.name for p in made)))
    parts += [f'<a href="#{html.escape(view)}">{html.escape(view)}</a>' for view in views]
    parts.append("</nav>")
    for view in views:
        parts.append(f'<h2 id="{html.escape(view)}">{html.escape(view)}</h2>')
        for state in dict.fromkeys(p.state for p in made if p.view == view):
            parts.append(f"<h3>{html.escape(state)}</h3><p>")
            for one in made:
                if (one.view, one.state) == (view, state):
                    words = html.escape(f"{view}, {state}, {one.theme}, {one.language}")
                    parts.append(f'<a href="{one.file}"><img src="{one.file}" alt="{words}" loading="lazy"></a>')
            parts.append("</p>")
    return "".join(parts) + "</html>\n"


_STYLE = """
body { font: 15px system-ui, sans-serif; margin: 24px; background: #777; color: #fff }
nav a { color: #fff; margin-right: 12px } img { width: 24%; margin-right: 1% }
"""
