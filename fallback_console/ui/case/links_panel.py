"""The links of one message, shown for what they are before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from fallback_console.domain.links import Link
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, ReadOnlyText, SidePanel
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, PlainLabel, row
from fallback_console.ui.widgets.text import many_lines, one_line

__all__ = ["LinksPanel", "address_of"]


def address_of(link: Link) -> QUrl:
    """What the system is handed for a link; not valid where it must not be opened, or where Qt reads another host in it."""
    url = QUrl(link.address, QUrl.ParsingMode.StrictMode)
    if not link.address or not url.isValid() or url.scheme() not in ("http", "https", "mailto"):
        return QUrl()
    if url.scheme() == "mailto":
        return url
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).casefold()
    return url if host.strip("[]") == link.host and not url.userInfo() else QUrl()


class LinksPanel(SidePanel):
    """Links with where they lead; only here one can be opened or copied.

    Attributes:
        said: (sentence, more words, variant).
    """

    said = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("links")
        self.where = PlainLabel("", "strong", wrap=True)
        self.whole = ReadOnlyText()
        self.whole.setObjectName("link-address")
        self.open_button = Button(theme, "", "open")
        self.open_button.setObjectName("link-open")
        self.copy_button = Button(theme, "", "copy")
        self.copy_button.setObjectName("link-copy")
        self.list.chosen.connect(self._show_link)
        self.list.opened.connect(self.open_button.setFocus)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        buttons = row(gap=Space.S)
        buttons.addWidget(self.where, 1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.copy_button)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.whole)
        self.body.addLayout(buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.title.setText(self.tr("Links in this message"))
        self.list.setAccessibleName(self.tr("Links in this message"))
        self.whole.setAccessibleName(self.tr("Whole address"))
        self.open_button.setText(self.tr("&Open"))
        self.copy_button.setText(self.tr("Co&py"))
        self._show_link()

    def show_links(self, links: Sequence[Link]) -> None:
        """Show the links of a message."""
        self.rows.show(
            [Choice(link.host or self.tr("It cannot be told where"), link.shown, "link", link) for link in links]
        )
        self._show_link()

    def begin(self) -> None:
        """The keyboard goes into the list."""
        self.list.setFocus()

    @property
    def _link(self) -> Link | None:
        current = self.list.current
        return None if current is None else current.what

    def _show_link(self) -> None:
        link = self._link
        opens = link is not None and address_of(link).isValid()
        self.open_button.setEnabled(opens)
        self.copy_button.setEnabled(link is not None)
        if link is None:
            self.where.setText("")
            self.whole.setPlainText("")
            return
        self.whole.setPlainText(many_lines(link.address if opens else link.shown, 4_000))
        if opens:
            self.where.set_look("strong")
            self.where.set_data(self.tr("Leads to {host}").format(host=one_line(link.host, 260)))
        elif link.trouble == "user":
            self.where.set_look("bad")
            words = self.tr("Not opened: it hides {host} behind another name.")
            self.where.set_data(words.format(host=one_line(link.host, 260)))
        else:
            self.where.set_look("bad")
            self.where.set_data(self.tr("Not opened: it cannot be told where it leads."))

    def _open(self) -> None:
        link = self._link
        url = QUrl() if link is None else address_of(link)
        if url.isValid() and not QDesktopServices.openUrl(url):
            self.said.emit(
                self.tr("This computer has nothing to open it with."), self.tr("Copy the address instead."), "warn"
            )

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.whole.toPlainText())
        self.said.emit(self.tr("The address is copied."), "", "ok")
