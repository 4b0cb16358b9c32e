"""The help in a window of its own beside the console: contents and search on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListView, QTextBrowser, QWidget

from fallback_console.resources_path import resource
from fallback_console.ui.help.contents_model import ContentsModel, Place
from fallback_console.ui.help.markup import PICTURE, as_html, style_of
from fallback_console.ui.help.pages import FIRST, PAGES, Page, read
from fallback_console.ui.help.search import Hit, Index
from fallback_console.ui.i18n import LANGUAGES, Languages
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, PlainLabel, SearchBox, column, row

__all__ = ["HelpWindow"]


class _Browser(QTextBrowser):
    """Shows what it is given. It opens no address of its own, neither on the network nor on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the help and nothing else."""
        address = name if isinstance(name, str) else name.toString()
        if not address.startswith(PICTURE):
            return None
        return self.picture(address.removeprefix(PICTURE))

    language = "en"

    def picture(self, name: str) -> QImage:
        """A picture in the page's language, else in English; null where there is none."""
        for language in (self.language, "en"):
            file = resource("help", "pictures", f"{name}.{language}.png")
            if name.replace("-", "").isalnum() and file.exists():
                return QImage(str(file))
        return QImage()


class HelpWindow(QWidget):
    """Never modal: it stays open beside the work.

    Args:
        insert: rich text for what the program fills in, by its name: 'shortcuts'.
    """

    def __init__(
        self, theme: Theme, languages: Languages, insert: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self._languages = languages
        self._insert = insert
        self._page: Page | None = None
        self._past: list[tuple[str, str, int]] = []
        self._index: Index | None = None
        self.setProperty("look", "canvas")
        self.resize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
        self.setMinimumSize(Size.PAGE, Size.POPOVER)
        self.search = SearchBox(theme)
        self.search.setObjectName("help-search")
        self.model = ContentsModel(self)
        self.list = QListView()
        self.list.setProperty("look", "contents")
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found = PlainLabel("", "small", wrap=True)
        self._back = Button(theme, "", "back")
        self._back.setObjectName("help-back")
        self._where = PlainLabel("", "small")
        self.browser = _Browser()
        self.browser.setObjectName("help-page")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        left = QWidget()
        left.setFixedWidth(Size.FIELD)
        lines = column(left, gap=Space.S)
        lines.addWidget(self.search)
        lines.addWidget(self._found)
        lines.addWidget(self.list, 1)
        head = row(gap=Space.M)
        head.addWidget(self._back)
        head.addStretch(1)
        head.addWidget(self._where)
        right = column(gap=Space.S)
        right.addLayout(head)
        right.addWidget(self.browser, 1)
        body = row(self, margin=Space.M, gap=Space.M)
        body.addWidget(left)
        body.addLayout(right, 1)

    def _connect(self) -> None:
        self.search.search_requested.connect(self._search)
        self.search.leave_requested.connect(self._into_list)
        self.search.returnPressed.connect(self._open_first)
        self.list.activated.connect(self._open_line)
        self.list.clicked.connect(self._open_line)
        self.browser.anchorClicked.connect(self._follow)
        self._back.clicked.connect(self.go_back)
        self._theme.changed.connect(self._paint_again)
        for keys, act in (("Alt+Left", self.go_back), ("Escape", self.close), ("F1", partial(self.open_page, FIRST))):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    @property
    def page(self) -> str:
        """Name of the page that is shown, '' before the first."""
        return self._page.name if self._page is not None else ""

    @property
    def language(self) -> str:
        """The language of the page that is shown."""
        return self._page.language if self._page is not None else ""

    def open_page(self, name: str, section: int = 0, language: str = "") -> None:
        """Show a page, at one of its headings.

        Args:
            name: one of ``PAGES``; anything else shows the first page.
            language: other than the window's.
        """
        if self._page is not None and (self._page.name, section) != (name, 0):
            self._past.append((self._page.name, self._page.language, self.browser.verticalScrollBar().value()))
        self._show(name if name in PAGES else FIRST, language or self._languages.current)
        if section:
            self.browser.scrollToAnchor(str(section))
        else:
            self.browser.verticalScrollBar().setValue(0)

    def go_back(self) -> None:
        """The page before this one, where it was."""
        if self._past:
            name, language, at = self._past.pop()
            self._show(name, language)
            self.browser.verticalScrollBar().setValue(at)

    def retranslate(self) -> None:
        """Everything in the language in force, the page too."""
        self.setWindowTitle(self.tr("Help"))
        self.search.set_hint(self.tr("Search the help"))
        self._back.setText(self.tr("&Back"))
        self._back.setToolTip(self.tr("Back (Alt+Left)"))
        self.list.setAccessibleName(self.tr("Contents"))
        self._where.setText(self.tr("On this computer; works without a network"))
        at = self.browser.verticalScrollBar().value()
        if self._page is not None:
            self._past = [(name, self._languages.current, place) for name, _, place in self._past]
            self._show(self._page.name, self._languages.current)
            self.browser.verticalScrollBar().setValue(at)
        self._search(self.search.text())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a line of the list opens it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._open_line(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _show(self, name: str, language: str) -> None:
        page = read(name, language)
        self._page = page
        self.browser.language = page.language
        self.browser.document().setDefaultStyleSheet(style_of(self._theme.tokens))
        self.browser.document().setDocumentMargin(Space.L)
        self.browser.setHtml(as_html(page, self._insert, self._width_of))
        self.browser.setAccessibleName(page.title)
        self.setWindowTitle(self.tr("{page} – Help").format(page=page.title))
        self._back.setEnabled(bool(self._past))
        self._mark()

    def _paint_again(self) -> None:
        if self._page is not None:
            at = self.browser.verticalScrollBar().value()
            self._show(self._page.name, self._page.language)
            self.browser.verticalScrollBar().setValue(at)

    def _width_of(self, name: str) -> int:
        return min(self.browser.picture(name).width(), Size.FORM - Size.SIDE // 2)

    def _mark(self) -> None:
        """The line of the page in front is the current one, while all pages are listed."""
        if not self.search.text().strip():
            line = self.model.line_of(self.page)
            self.list.setCurrentIndex(self.model.index(line, 0) if line >= 0 else QModelIndex())

    def _search(self, text: str) -> None:
        if not text.strip():
            current = self._languages.current
            self.model.show([Place(name, 0, current, read(name, current).title) for name in PAGES])
            self._found.hide()
            self._mark()
            return
        if self._index is None:
            self._index = Index(read(name, language) for language in LANGUAGES for name in PAGES)
        hits = self._index.search(text, self._languages.current)
        self.model.show([self._place(hit) for hit in hits])
        self._found.setText(
            self.tr("%n place(s) found", "", len(hits))
            if hits
            else self.tr("Nothing found. Try fewer or shorter words.")
        )
        self._found.show()

    def _place(self, hit: Hit) -> Place:
        other = "" if hit.language == self._languages.current else f" ({LANGUAGES[hit.language]})"
        title = hit.heading or hit.title
        return Place(hit.page, hit.section, hit.language, title, (hit.title if hit.heading else "") + other)

    def _open_first(self) -> None:
        """Enter in the search box opens what fits best."""
        self._search(self.search.text())
        if self.search.text().strip() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
            self._open_line(self.model.index(0, 0))
        self.browser.setFocus()

    def _into_list(self) -> None:
        self.list.setFocus()
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _open_line(self, index: QModelIndex | QPersistentModelIndex) -> None:
        place = self.model.place(index.row())
        if place is not None:
            self.open_page(place.page, place.section, place.language)

    def _follow(self, address: QUrl) -> None:
        """A link: to a page of the help, or to nothing."""
        name, _, section = address.toString().partition("#")
        if name in PAGES:
            self.open_page(name, int(section) if section.isdecimal() else 0, self.language)
