"""The notifications, opened by the bell: read, opened, put away, and sounds silenced."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from fallback_console.domain.alerts import NEW, Alert
from fallback_console.ui.alerts.keeper import AlertKeeper
from fallback_console.ui.alerts.model import AlertDelegate, AlertsModel
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, EmptyState, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import clock_time

__all__ = ["AlertPanel"]


class AlertPanel(QWidget):
    """A list of alerts over the window. Enter opens, Delete puts away.

    Attributes:
        opened: (alert): go where it leads.
        settings_requested: choose sounds.
        grew: it says more or less than before.
    """

    opened = Signal(object)
    grew = Signal()
    settings_requested = Signal()

    def __init__(self, theme: Theme, keeper: AlertKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._title = PlainLabel("", "large")
        self.only_unread = Button(theme)
        self.only_unread.setCheckable(True)
        self.read_all = FlatButton(theme, "", "check")
        self.model = AlertsModel(self)
        self.list = QListView()
        self.list.setProperty("look", "plain")
        self.list.setModel(self.model)
        self.list.setItemDelegate(AlertDelegate(theme, self.model, self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Other widths, other heights of lines.
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMinimumHeight(Size.SIDE)
        self._empty = EmptyState(theme, "bell")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self.open_button = Button(theme, "", "open")
        self.away_button = Button(theme, "", "close")
        self._silent = PlainLabel("", "warn", wrap=True)
        self.hour = FlatButton(theme, "", "bell-off")
        self.tomorrow = FlatButton(theme, "", "bell-off")
        self.sounds_on = FlatButton(theme, "", "sound")
        self.settings = FlatButton(theme, "", "settings")
        self._build()
        self._connect()
        self.retranslate()
        self.renew()

    def _build(self) -> None:
        head = row()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.only_unread)
        acts, quiet = FlowLayout(), FlowLayout(gap=Space.XS)
        for button in (self.open_button, self.away_button, self.read_all):
            acts.addWidget(button)
        for button in (self.hour, self.tomorrow, self.sounds_on, self.settings):
            quiet.addWidget(button)
        body = column(self, margin=Space.S, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self._pages, 1)
        body.addLayout(acts)
        body.addWidget(self._silent)
        body.addLayout(quiet)

    def _connect(self) -> None:
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._allow)
        self.open_button.clicked.connect(self._open)
        self.away_button.clicked.connect(self._put_away)
        self.read_all.clicked.connect(lambda: self._keeper.read(None))
        self.only_unread.toggled.connect(self.renew)
        self.hour.clicked.connect(self._keeper.silence_for_an_hour)
        self.tomorrow.clicked.connect(self._keeper.silence_until_tomorrow)
        self.sounds_on.clicked.connect(self._keeper.sounds_on)
        self.settings.clicked.connect(self.settings_requested)
        self._keeper.changed.connect(self.renew)

    @property
    def current(self) -> Alert | None:
        """The alert that is chosen."""
        return self.model.alert(self.list.currentIndex().row())

    def renew(self) -> None:
        """What there is now; the chosen one stays chosen."""
        before, place = self.current, self.list.currentIndex().row()
        shown = [one for one in self._keeper.alerts if one.state == NEW or not self.only_unread.isChecked()]
        self.model.show(shown, self._keeper.now())
        at = self.model.line_of(before.id) if before is not None else -1
        if at < 0:
            at = next(
                (n for n in range(max(place, 0), self.model.rowCount()) if self.model.alert(n)), 1 if shown else -1
            )
        self.list.setCurrentIndex(self.model.index(at, 0))
        had_focus = self.list.hasFocus()
        self._pages.setCurrentIndex(0 if shown else 1)
        if had_focus and not shown:
            self.only_unread.setFocus()
        self._write()
        self._allow()
        self.grew.emit()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Notifications"))
        self.list.setAccessibleName(self.tr("Notifications"))
        self._title.setText(self.tr("Notifications"))
        self.only_unread.setText(self.tr("&Unread"))
        self.only_unread.setAccessibleName(self.tr("Only unread notifications"))
        self.read_all.setText(self.tr("All &read"))
        self.read_all.setAccessibleName(self.tr("Mark all as read"))
        self.open_button.setText(self.tr("&Open"))
        self.away_button.setText(self.tr("&Put away"))
        self.hour.setText(self.tr("Silent for &1 h"))
        self.tomorrow.setText(self.tr("Until &tomorrow"))
        self.tomorrow.setAccessibleName(self.tr("Silent until tomorrow"))
        self.sounds_on.setText(self.tr("&Sounds on"))
        self.settings.setText(self.tr("Soun&ds"))
        self.settings.setAccessibleName(self.tr("Choose sounds and notifications"))

    def _write(self) -> None:
        if self.only_unread.isChecked():
            self._empty.show_words(self.tr("Everything is read"), self.tr("Show all of them to see what was."))
        else:
            self._empty.show_words(
                self.tr("Nothing has happened"),
                self.tr("Outages, answers of customers, and what needs you stand here, also after a restart."),
            )
        silenced, now = self._keeper.silenced, self._keeper.now()
        until = clock_time(self._keeper.choices.silent_until, now)
        self._silent.setText(self.tr("Sounds are silenced until {time}.").format(time=until))
        self._silent.setVisible(silenced)
        self.sounds_on.setVisible(silenced)
        for button in (self.hour, self.tomorrow):
            button.setVisible(not silenced)
        self.read_all.setEnabled(bool(self._keeper.unread))

    def _allow(self) -> None:
        alert = self.current
        self.open_button.setEnabled(alert is not None)
        self.away_button.setEnabled(alert is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens, Delete puts away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.list:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._put_away()
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.renew()
        super().changeEvent(event)

    def _open(self) -> None:
        alert = self.current
        if alert is not None:
            self.opened.emit(alert)

    def _put_away(self) -> None:
        alert = self.current
        if alert is not None:
            self._keeper.dismiss([alert.id])
