"""What comes over the window, brought before the camera: panels, the palette, notifications, the help, messages."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLayout, QWidget

from fallback_console.domain.errors import CorruptError
from fallback_console.ui.alerts.tray import STATES, tray_picture
from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.theme import Size
from fallback_console.ui.views.settings_view import SettingsView
from fallback_console.ui.widgets import Card, PlainLabel, row

__all__ = [
    "alerts",
    "close_help",
    "close_palette",
    "close_popover",
    "evidence",
    "help_page",
    "help_search",
    "message",
    "other_systems",
    "palette",
    "palette_person",
    "shortcuts",
    "silenced",
    "sounds",
    "sounds_on",
    "tray",
]


def evidence(system: str) -> Show:
    """What is known of a system."""

    def show(stage: Stage) -> None:
        stage.window.show_view("queue")
        stage.settle()
        strip = stage.window.strip
        chip = strip.chip(system)
        if chip is not None:
            strip.evidence_requested.emit(system, chip)

    return show


def other_systems(stage: Stage) -> None:
    """The systems that one chip stands for."""
    stage.window.show_view("queue")
    stage.settle()
    stage.window.strip.others_requested.emit(stage.window.strip.others)


def close_popover(stage: Stage) -> None:
    """Nothing over the window."""
    stage.window.popover.close_panel()


def message(stage: Stage) -> None:
    """What the window says for a moment."""
    stage.window.show_view("queue")
    stage.window.show_error(CorruptError("The database on this computer is damaged.", ""))


def help_page(name: str) -> Show:
    """A page of the help."""

    def show(stage: Stage) -> QWidget:
        found = stage.window.help_key.help
        found.search.clear()
        found.open_page(name)
        found.show()
        return found

    return show


def help_search(stage: Stage) -> QWidget:
    """What a search in the help finds."""
    found = stage.window.help_key.help
    found.open_page("sync")
    found.show()
    found.search.setText("競合" if stage.tools.languages.current == "ja" else "conflict")
    found.search.search_requested.emit(found.search.text())
    return found


def close_help(stage: Stage) -> None:
    """The help is put away."""
    found = stage.window.help_key.help
    found.search.clear()
    found.search.search_requested.emit("")
    found.close()


def palette(text: str) -> Show:
    """The command palette with something typed."""

    def show(stage: Stage) -> None:
        stage.window.show_view("queue")
        stage.settle()
        if not stage.parts.palette.chooser.isVisible():
            stage.parts.palette.open()
        stage.parts.palette.chooser.box.setText(text)

    return show


def palette_person(stage: Stage) -> None:
    """What can be done for a customer."""
    palette("harbour")(stage)
    stage.settle()
    chooser = stage.parts.palette.chooser
    rows = (chooser.model.row(n) for n in range(chooser.model.rowCount()))
    name = next((one.name for one in rows if one is not None and one.name.startswith("person:")), "")
    chooser.chosen.emit(name)


def shortcuts(stage: Stage) -> None:
    """The keys of the queue."""
    stage.window.show_view("queue")
    stage.parts.sheet.open()


def close_palette(stage: Stage) -> None:
    """Nothing over the window."""
    stage.parts.palette.chooser.put_away()
    stage.parts.sheet.chooser.put_away()


def alerts(stage: Stage) -> None:
    """What stands behind the bell."""
    stage.window.show_view("queue")
    stage.settle()
    stage.parts.alerts.open_panel()


def silenced(stage: Stage) -> None:
    """The same while sounds are silenced."""
    alerts(stage)
    stage.parts.alerts.keeper.silence_for_an_hour()


def sounds_on(stage: Stage) -> None:
    """Sounds may be heard again."""
    close_popover(stage)
    stage.parts.alerts.keeper.sounds_on()
    stage.settle()


def sounds(stage: Stage) -> QWidget:
    """Where sounds are chosen."""
    stage.window.show_view("settings", "station")
    stage.settle()
    found = stage.window.view("settings")
    assert isinstance(found, SettingsView)
    return found.station.notify


def tray(stage: Stage) -> QWidget:
    """The tray's icon in each state, with its words."""
    card = Card()
    card.body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    for state in STATES:
        line = row()
        for size in (Size.ICON, Size.ICON_L, Size.ICON_XL):
            picture = QLabel()
            picture.setPixmap(tray_picture(stage.tools.theme, state, size))
            line.addWidget(picture)
        line.addStretch(1)
        card.body.addLayout(line)
    card.body.addWidget(PlainLabel(stage.parts.alerts.tray.words(), wrap=True))
    card.body.addStretch(1)
    return stage.place(card)
