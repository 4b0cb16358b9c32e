"""Notifications and sounds, among the settings: what is heard, what is shown outside the window, whether closing goes to the tray."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSystemTrayIcon

from fallback_console.domain.alerts import GROUPS
from fallback_console.domain.attention import NO_SOUND, SOUNDS, VOLUMES, Attention
from fallback_console.services import attention
from fallback_console.ui.alerts.sounds import Player, SystemPlayer, player_command, sound_file
from fallback_console.ui.alerts.words import group_name, sound_name
from fallback_console.ui.bridge import Touched
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Button, Card, FlatButton, PlainLabel, SectionTitle, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.times import clock_time

__all__ = ["NotifyCard"]


class NotifyCard(Card):
    """What is chosen counts at once.

    Attributes:
        said: a sentence to show for a moment.
        player: plays a sound to try it; may be exchanged.
    """

    said = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(gap=Space.M)
        self._tools = tools
        self._choices = Attention()
        self.player: Player = SystemPlayer(self, player_command())
        theme = tools.theme
        self._title, self._note = SectionTitle(), PlainLabel("", "muted", wrap=True)
        self._outside = PlainLabel("", "muted", wrap=True)
        self._labels = {group: PlainLabel() for group in GROUPS}
        self.sounds = {group: ComboBox(theme) for group in GROUPS}
        self.repeats = {group: CheckBox(theme) for group in GROUPS}
        self.tries = {group: FlatButton(theme, "", "sound") for group in GROUPS}
        self._volume_label = PlainLabel()
        self.volume = ComboBox(theme)
        self._silent = PlainLabel("", "warn", wrap=True)
        self.sounds_on = Button(theme, "", "sound")
        self.flags = {name: CheckBox(theme) for name in ("desktop", "names", "tray")}
        self._build()
        self.retranslate()
        for group in GROUPS:
            self.sounds[group].currentIndexChanged.connect(partial(self._take_sound, group))
            self.repeats[group].toggled.connect(partial(self._take_repeat, group))
            self.tries[group].clicked.connect(partial(self._try, group))
        self.volume.currentIndexChanged.connect(self._take_volume)
        self.sounds_on.clicked.connect(lambda: self._change(silent_until=0))
        for name, box in self.flags.items():
            box.toggled.connect(partial(self._take_flag, name))
        tools.bridge.changed.connect(self._take_changes)
        self.refresh()

    def _build(self) -> None:
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)
        for group in GROUPS:
            self._labels[group].setBuddy(self.sounds[group])
            line = self._line(self._labels[group], self.sounds[group])
            line.addWidget(self.tries[group])
            line.addWidget(self.repeats[group])
            line.addStretch(1)
        self._volume_label.setBuddy(self.volume)
        self._line(self._volume_label, self.volume).addStretch(1)
        quiet = row(gap=Space.M)
        quiet.addWidget(self._silent, 1)
        quiet.addWidget(self.sounds_on, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(quiet)
        for box in self.flags.values():
            self.body.addWidget(box)
        self.body.addWidget(self._outside)

    def _line(self, label: PlainLabel, box: ComboBox) -> QHBoxLayout:
        """The words, and below them what is chosen; more can stand behind it."""
        box.setFixedWidth(Size.RAIL)
        both, line = column(gap=Space.XS), row(gap=Space.M)
        line.addWidget(box)
        both.addWidget(label)
        both.addLayout(line)
        self.body.addLayout(both)
        return line

    def refresh(self) -> None:
        """Ask what is chosen."""
        desk = self._tools.context.desk
        self._tools.bridge.run(desk.query(attention.find, desk.login), self._show)

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Notifications and sounds"))
        self._note.setText(self.tr("What happens stands behind the bell at the top, whatever is chosen here."))
        self._volume_label.setText(self.tr("Volume"))
        self.volume.setAccessibleName(self.tr("Volume"))
        self.sounds_on.setText(self.tr("Sounds &on"))
        for group in GROUPS:
            name = group_name(group)
            self._labels[group].setText(name)
            self.sounds[group].setAccessibleName(self.tr("Sound: {what}").format(what=name))
            self.tries[group].setText(self.tr("Try"))
            self.tries[group].setAccessibleName(self.tr("Try the sound: {what}").format(what=name))
            self.repeats[group].setText(self.tr("repeat until I look"))
            self.repeats[group].setAccessibleName(self.tr("Repeat until I have looked: {what}").format(what=name))
        self.flags["desktop"].setText(self.tr("Notifications on the desktop"))
        self.flags["names"].setText(self.tr("With customers' names and words"))
        self.flags["tray"].setText(self.tr("Closing leaves the console in the tray"))
        self._outside.setText(
            self.tr("On the desktop only while this window is not in front; names never while it is locked.")
        )
        tray = QSystemTrayIcon.isSystemTrayAvailable()
        self.flags["tray"].setEnabled(tray)
        self.flags["tray"].setToolTip("" if tray else self.tr("This desktop has no tray."))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self, choices: Attention) -> None:
        self._choices = choices
        self._write()

    def _write(self) -> None:
        choices = self._choices
        parts: list[QObject] = [*self.sounds.values(), *self.repeats.values(), self.volume, *self.flags.values()]
        for part in parts:
            part.blockSignals(True)
        for group in GROUPS:
            chosen = choices.sounds.get(group, NO_SOUND)
            _fill(self.sounds[group], [(name, sound_name(name)) for name in (NO_SOUND, *SOUNDS)], chosen)
            self.repeats[group].setChecked(group in choices.repeated)
            for part in (self.repeats[group], self.tries[group]):
                part.setEnabled(bool(chosen))
        _fill(self.volume, [(v, self.tr("{percent} %").format(percent=v)) for v in VOLUMES], choices.volume)
        for name, box in self.flags.items():
            box.setChecked(bool(getattr(choices, name)))
        self.flags["names"].setEnabled(choices.desktop)
        for part in parts:
            part.blockSignals(False)
        now = self._tools.context.clock.now_ms()
        silenced = choices.silenced(now)
        until = clock_time(choices.silent_until, now)
        self._silent.setText(self.tr("Sounds are silenced until {time}.").format(time=until))
        self._silent.setVisible(silenced)
        self.sounds_on.setVisible(silenced)

    def _take_sound(self, group: str, _place: int) -> None:
        name = str(self.sounds[group].currentData())
        self._change(sounds={**self._choices.sounds, group: name})

    def _take_repeat(self, group: str, checked: bool) -> None:
        repeated = self._choices.repeated | {group} if checked else self._choices.repeated - {group}
        self._change(repeated=frozenset(repeated))

    def _take_volume(self) -> None:
        self._change(volume=int(self.volume.currentData()))

    def _take_flag(self, name: str, checked: bool) -> None:
        self._change(**{name: checked})

    def _try(self, group: str) -> None:
        name = self._choices.sounds.get(group, NO_SOUND)
        if name:
            self.player.play(sound_file(name, self._choices.volume))

    def _change(self, **choices: Any) -> None:
        self._show(self._choices._replace(**choices))
        desk = self._tools.context.desk
        self._tools.bridge.run(desk.command(attention.change, desk.login, **choices), self._saved, self._failed)

    def _saved(self, choices: Attention) -> None:
        self._show(choices)
        self.said.emit(self.tr("saved"))

    def _failed(self, error: BaseException) -> None:
        self._tools.bridge.failed.emit(error)
        self.refresh()

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("attention", "*") for topic, _ in touched):
            self.refresh()


def _fill(box: ComboBox, choices: list[tuple[Any, str]], chosen: Any) -> None:
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] != choices:
        box.clear()
        for value, words in choices:
            box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
