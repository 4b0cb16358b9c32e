"""Address and token of the helpdesk, tried out before anything is kept, and what to copy from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from fallback_console.domain.connection import Connection, Value
from fallback_console.ports import CheckStep
from fallback_console.services import connections
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.setup.saving import Saver
from fallback_console.ui.setup.step import Step, form_layout
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.check_list import CheckList
from fallback_console.ui.widgets import Banner, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox

__all__ = ["HelpdeskStep", "ScopeStep", "tidy_address"]

_NAME = "helpdesk"
_MAY_WAIT = {"rights", "clock"}
"""Steps of the live test that one may go on without: cases can be read all the same."""
_DAYS = (7, 14, 30, 90)


def tidy_address(typed: str) -> str:
    """An address as people copy it: with a path of the web page behind it, or without what stands in front."""
    text = typed.strip()
    if text and "://" not in text:
        text = f"https://{text}"
    return re.sub(r"/+(REST/2\.0.*|index\.html|Ticket/.*|Dashboards/.*)?$", "", text)


class HelpdeskStep(Step):
    """Asks for the least, tests it live, and keeps it when it works.

    Attributes:
        connection: as it was kept last.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.connection = Connection(_NAME, "rt")
        self._known = False
        self._busy = False
        self._passable = False
        self._saver = Saver(tools, self)
        self.url, self.token, self.ca_file = QLineEdit(), QLineEdit(), QLineEdit()
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self._labels = [PlainLabel() for _ in range(3)]
        self._note = PlainLabel("", "small", wrap=True)
        self._more = FlatButton(tools.theme, "", "expand")
        self._more.setCheckable(True)
        self._form = form_layout()
        for label, field in zip(self._labels, (self.url, self.token, self.ca_file), strict=True):
            field.setMaxLength(2000)
            field.setMaximumWidth(Size.PAGE)
            label.setBuddy(field)
            field.textChanged.connect(self._typed)
            self._form.addRow(label, field)
            if field is self.token:
                self._form.addRow(self._note)
        self._more.toggled.connect(self._show_more)
        self._show_more(False)
        self._banner = Banner(tools.theme, "bad", closable=False)
        self.found = CheckList(tools.theme)
        line = row()
        line.addWidget(self._more)
        line.addStretch(1)
        body = column(self, gap=Space.M)
        body.addLayout(self._form)
        body.addLayout(line)
        body.addWidget(self._banner)
        body.addWidget(self.found)
        body.addStretch(1)
        self.retranslate()

    def name(self) -> str:
        """See ``Step``."""
        return self.tr("Helpdesk")

    def title(self) -> str:
        """See ``Step``."""
        return self.tr("Where is your helpdesk?")

    def hint(self) -> str:
        """See ``Step``."""
        return self.tr("The connection is tried out now. What is missing is named, and nothing is changed there.")

    def next_words(self) -> str:
        """See ``Step``."""
        return self.tr("Testing …") if self._busy else self.tr("&Test and continue")

    def skip_words(self) -> str:
        """After a test that cases can be read in spite of."""
        return self.tr("Continue &anyway") if self._passable and not self._busy else ""

    @property
    def ready(self) -> bool:
        """With an address and a token, one that is kept counts."""
        return not self._busy and bool(self.url.text().strip()) and bool(self._known or self.token.text().strip())

    def arrive(self) -> None:
        """Show what is known already."""
        self.tools.bridge.run(self.tools.context.desk.query(connections.list_connections), self._show_known)
        self.url.setFocus()

    def go_on(self) -> None:
        """Test; when it works keep it and go on."""
        self._passable = False
        self._set_busy(True)
        self._banner.hide()
        self.found.show_steps(())
        answer = self.tools.context.check_connection(self._as_typed(), self._secrets())
        self.tools.bridge.run(answer, self._tested, self._show_error)

    def go_on_anyway(self) -> None:
        """Keep it although the test found something missing."""
        self._set_busy(True)
        self._saver.save(self._as_typed(), self._secrets(), self._saved, self._show_error)

    def retranslate(self) -> None:
        """Set every text again."""
        words = (self.tr("A&ddress"), self.tr("To&ken"), self.tr("Own certificate authority (&file)"))
        names = (self.tr("Address"), self.tr("Token"), self.tr("Own certificate authority (file)"))
        fields = (self.url, self.token, self.ca_file)
        for label, text, field, name in zip(self._labels, words, fields, names, strict=True):
            label.setText(text)
            field.setAccessibleName(name)
        self.url.setPlaceholderText("https://rt.example.com")
        self.token.setPlaceholderText(self.tr("kept; type to replace it") if self._known else "")
        self.ca_file.setPlaceholderText(self.tr("only where IT gave you one"))
        self._note.setText(
            self.tr("In Request Tracker: Logged in as → Settings → Auth Tokens → Create. It is kept in the keychain.")
            if self.tools.context.profile.key_kind == "keychain"
            else self.tr("In Request Tracker: Logged in as → Settings → Auth Tokens → Create. It is kept encrypted.")
        )
        self._more.setText(self.tr("&More settings"))

    def _show_more(self, shown: bool) -> None:
        self._form.setRowVisible(self.ca_file, shown)

    def _typed(self) -> None:
        self._passable = False
        self.changed.emit()

    def _as_typed(self) -> Connection:
        values: dict[str, Value] = dict(self.connection.values)
        values["url"] = tidy_address(self.url.text())
        values.setdefault("region", self.tools.context.preferences.value("region"))
        if self.ca_file.text().strip():
            values["ca_file"] = self.ca_file.text().strip()
        return Connection(_NAME, "rt", values)

    def _secrets(self) -> dict[str, str]:
        token = "".join(self.token.text().split())
        return {"token": token} if token else {}

    def _show_known(self, rows: Sequence[Connection]) -> None:
        known = next((one for one in rows if one.name == _NAME), None)
        if known is None:
            return
        self.connection = known
        self._known = True
        if not self.url.text():
            self.url.setText(str(known.values.get("url", "")))
            self.ca_file.setText(str(known.values.get("ca_file", "")))
        self.retranslate()
        self.changed.emit()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for field in (self.url, self.token, self.ca_file):
            field.setReadOnly(busy)
        self.changed.emit()

    def _tested(self, steps: Sequence[CheckStep]) -> None:
        self.found.show_steps(steps)
        missing = {step.name for step in steps if not step.ok}
        if not missing:
            self._saver.save(self._as_typed(), self._secrets(), self._saved, self._show_error)
            return
        self._passable = missing <= _MAY_WAIT
        self._set_busy(False)

    def _saved(self) -> None:
        self.connection = self._as_typed()
        self._known = True
        self.token.clear()
        self._set_busy(False)
        self.done.emit()

    def _show_error(self, error: BaseException) -> None:
        self._set_busy(False)
        words = error_words(error, self.tools.languages.current)
        self._banner.show_words(words.title, "\n".join(p for p in (words.hint, words.detail) if p))


class ScopeStep(Step):
    """Which queues are copied, and how far back closed cases go."""

    def __init__(self, tools: Tools, helpdesk: HelpdeskStep) -> None:
        super().__init__(tools)
        self._helpdesk = helpdesk
        self._busy = False
        self._saver = Saver(tools, self)
        self.everything = CheckBox(tools.theme)
        self.everything.setChecked(True)
        self.everything.toggled.connect(self._allow)
        self.queues = QListWidget()
        self.queues.itemChanged.connect(self.changed)
        self.queues.setMinimumHeight(Size.POPOVER_MAX // 2)
        self.days = ComboBox(tools.theme)
        self.days.setMaximumWidth(Size.PAGE)
        self._days_label = PlainLabel()
        self._days_label.setBuddy(self.days)
        self._note = PlainLabel("", "muted", wrap=True)
        self._banner = Banner(tools.theme, "bad", closable=False)
        form = form_layout()
        form.addRow(self._days_label, self.days)
        body = column(self, gap=Space.M)
        body.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._note)
        body.addWidget(self.queues, 1)
        body.addLayout(form)
        body.addWidget(self._banner)
        self._asked = False
        self._failed = False
        self.retranslate()
        self._allow()

    def name(self) -> str:
        """See ``Step``."""
        return self.tr("What to copy")

    def title(self) -> str:
        """See ``Step``."""
        return self.tr("Which cases do you need in an outage?")

    def hint(self) -> str:
        """See ``Step``."""
        return self.tr("All open cases of these queues with their history, and the people in them.")

    @property
    def ready(self) -> bool:
        """With one queue at least."""
        return not self._busy and (self.everything.isChecked() or bool(self._chosen()))

    def arrive(self) -> None:
        """Ask which queues there are."""
        ask = self.tools.context.queues_of
        if ask is not None and not self._asked:
            self._asked = True
            self.tools.bridge.run(ask(self._helpdesk.connection), self._show_queues, self._no_queues)
        self._write_note()
        self.everything.setFocus()

    def go_on(self) -> None:
        """Keep what was chosen."""
        self._busy = True
        self.changed.emit()
        kept = self._helpdesk.connection
        values = dict(kept.values)
        values["queues"] = "" if self.everything.isChecked() else ",".join(self._chosen())
        values["closed_days"] = int(self.days.currentData())
        self._helpdesk.connection = Connection(kept.name, kept.kind, values, kept.enabled)
        self._saver.save(self._helpdesk.connection, {}, self._saved, self._show_error)

    def retranslate(self) -> None:
        """Set every text again."""
        self.everything.setText(self.tr("&Every queue I may see, later ones too"))
        self.queues.setAccessibleName(self.tr("Queues"))
        self._days_label.setText(self.tr("&Closed cases as well, when they changed within"))
        self.days.setAccessibleName(self.tr("Closed cases as well, when they changed within"))
        chosen = self.days.currentData() or 14
        self.days.blockSignals(True)
        self.days.clear()
        for count in _DAYS:
            self.days.addItem(self.tr("%n days", "", count), count)
        self.days.setCurrentIndex(max(0, self.days.findData(chosen)))
        self.days.blockSignals(False)
        self._write_note()

    def _write_note(self) -> None:
        if self._failed:
            self._note.setText(
                self.tr("The queues could not be read. Copy every queue now and choose later in Settings.")
            )
        elif self.queues.count():
            self._note.setText(self.tr("Or choose:"))
        else:
            self._note.setText(self.tr("Reading which queues there are …"))
        self._note.setVisible(bool(self._asked))
        self.queues.setVisible(self.queues.count() > 0)

    def _show_queues(self, names: Sequence[str]) -> None:
        wanted = {q.strip() for q in str(self._helpdesk.connection.values.get("queues", "")).split(",") if q.strip()}
        self.queues.blockSignals(True)
        self.queues.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if name in wanted else Qt.CheckState.Unchecked)
            self.queues.addItem(item)
        self.queues.blockSignals(False)
        if wanted:
            self.everything.setChecked(False)
        self._failed = not names
        self._write_note()
        self._allow()

    def _no_queues(self, _error: BaseException) -> None:
        self._failed = True
        self._write_note()

    def _chosen(self) -> list[str]:
        items = [self.queues.item(at) for at in range(self.queues.count())]
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    def _allow(self) -> None:
        self.queues.setEnabled(not self.everything.isChecked())
        self.changed.emit()

    def _saved(self) -> None:
        self._busy = False
        self.changed.emit()
        self.done.emit()

    def _show_error(self, error: BaseException) -> None:
        self._busy = False
        self.changed.emit()
        words = error_words(error, self.tools.languages.current)
        self._banner.show_words(words.title, words.hint)
