"""Texts to begin with: those that come with the program, and one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.templates import Template, fill, parse
from fallback_console.resources_path import resource
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, ReadOnlyText, SidePanel
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, FlatButton, PlainLabel, PrimaryButton, SearchBox, row
from fallback_console.ui.widgets.text import many_lines

__all__ = ["TemplatesPanel", "built_in"]


def built_in(mode: str, languages: Sequence[str]) -> list[Template]:
    """Templates of the program for a mode, language by language; a page that cannot be read counts as empty."""
    found = []
    for language in languages:
        try:
            page = resource("templates", f"{mode}.{language}.md").read_text(encoding="utf-8")
        except OSError:
            continue
        found += parse(mode, page)
    return found


class TemplatesPanel(SidePanel):
    """Search, choose, look, take; and keep what was written for the next time.

    Attributes:
        taken: a filled text for the composer.
        keep_requested: (id or '', title, text): keep one of one's own.
        remove_requested: id of one of one's own.
    """

    taken = Signal(str)
    keep_requested = Signal(str, str, str)
    remove_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._all: list[Template] = []
        self._values: Mapping[str, str] = {}
        self._draft = ""
        self._editing = ""
        self.rows = ChoiceModel(theme, self)
        self.search = SearchBox(theme, shortcut=False)
        self.search.setObjectName("template-search")
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("templates")
        self.preview = ReadOnlyText()
        self.preview.setObjectName("template-preview")
        self.take_button = PrimaryButton(theme, "", "check")
        self.take_button.setObjectName("template-take")
        self.new_button = Button(theme, "", "add")
        self.new_button.setObjectName("template-new")
        self.edit_button = FlatButton(theme, "", "edit")
        self.edit_button.setObjectName("template-edit")
        self.remove_button = FlatButton(theme, "", "drop")
        self.remove_button.setObjectName("template-remove")
        self._name_label = PlainLabel("", "muted")
        self.name = QLineEdit()
        self.name.setObjectName("template-name")
        self.name.setMaxLength(80)
        self.save_button = PrimaryButton(theme, "", "check")
        self.save_button.setObjectName("template-save")
        self.cancel_button = Button(theme, "", "close")
        self.cancel_button.setObjectName("template-cancel")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.head.insertWidget(1, self.search, 2)
        self.search.setMinimumWidth(Size.COLUMN_M)
        self._choosing = QWidget()
        buttons = row(self._choosing, gap=Space.S)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.new_button)
        buttons.addStretch(1)
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.remove_button)
        self._naming = QWidget()
        line = row(self._naming, gap=Space.S)
        line.addWidget(self._name_label)
        line.addWidget(self.name, 1)
        line.addWidget(self.save_button)
        line.addWidget(self.cancel_button)
        self._naming.hide()
        for widget, stretch in ((self.list, 1), (self.preview, 0), (self._choosing, 0), (self._naming, 0)):
            self.body.addWidget(widget, stretch)
        self.search.search_requested.connect(self._fill_list)
        self.search.leave_requested.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._take)
        self.list.chosen.connect(self._show_template)
        self.list.opened.connect(self._take)
        self.take_button.clicked.connect(self._take)
        self.new_button.clicked.connect(lambda: self._begin_naming(""))
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.name.returnPressed.connect(self._save)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self._end_naming)
        self.left.connect(self._end_naming)

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.title.setText(self.tr("Templates"))
        self.search.set_hint(self.tr("Search templates"))
        self.list.setAccessibleName(self.tr("Templates"))
        self.preview.setAccessibleName(self.tr("Text of the template"))
        self.take_button.setText(self.tr("&Use"))
        self.new_button.setText(self.tr("&Keep my text"))
        self.new_button.setToolTip(self.tr("Keep what is in the composer as a template of your own"))
        self.edit_button.setAccessibleName(self.tr("Change this template of your own"))
        self.edit_button.setToolTip(self.tr("Change this template of your own"))
        self.remove_button.setAccessibleName(self.tr("Remove this template of your own"))
        self.remove_button.setToolTip(self.tr("Remove this template of your own"))
        self._name_label.setText(self.tr("Title"))
        self.name.setAccessibleName(self.tr("Title of the template"))
        self.save_button.setText(self.tr("Keep"))
        self.cancel_button.setText(self.tr("Cancel"))

    def show_templates(
        self, own: Sequence[Template], built: Sequence[Template], values: Mapping[str, str], draft: str
    ) -> None:
        """Show what there is.

        Args:
            values: of the places, from the case.
            draft: what is in the composer now.
        """
        self._all = [*own, *built]
        self._values = values
        self._draft = draft
        self.new_button.setEnabled(bool(draft.strip()))
        self._fill_list()

    def begin(self) -> None:
        """The keyboard goes into the search."""
        self.search.setFocus()
        self.search.selectAll()

    @property
    def current(self) -> Template | None:
        """The template that is chosen."""
        chosen = self.list.current
        return None if chosen is None else chosen.what

    def _fill_list(self) -> None:
        words = self.search.text().casefold().split()
        rows = []
        for one in self._all:
            if all(word in f"{one.title} {one.text}".casefold() for word in words):
                text = " ".join(fill(one.text, self._values).split())
                title = self.tr("{title} · your own").format(title=one.title) if one.id else one.title
                rows.append(Choice(title, text, "person" if one.id else "note", one))
        self.rows.show(rows)
        self._show_template()

    def _show_template(self) -> None:
        one = self.current
        self.preview.setPlainText("" if one is None else many_lines(fill(one.text, self._values)))
        self.take_button.setEnabled(one is not None)
        mine = one is not None and bool(one.id)
        self.edit_button.setEnabled(mine)
        self.remove_button.setEnabled(mine)

    def _take(self) -> None:
        self._fill_list()
        one = self.current
        if one is not None:
            self.taken.emit(fill(one.text, self._values))

    # One's own.

    def _edit(self) -> None:
        one = self.current
        if one is not None and one.id:
            self._begin_naming(one.id, one.title, one.text)

    def _begin_naming(self, id: str, title: str = "", text: str = "") -> None:
        self._editing = id
        self.name.setText(title)
        self.preview.setPlainText(text or self._draft)
        self.preview.setReadOnly(False)
        self._choosing.hide()
        self._naming.show()
        self.list.setEnabled(False)
        self.name.setFocus()

    def _save(self) -> None:
        if not self.name.text().strip() or not self.preview.toPlainText().strip():
            self.name.setFocus()
            return
        self.keep_requested.emit(self._editing, self.name.text(), self.preview.toPlainText())
        self._end_naming()

    def _end_naming(self) -> None:
        if self._naming.isHidden():
            return
        self.list.setEnabled(True)
        self._choosing.show()
        self.list.setFocus()
        self._naming.hide()
        self.preview.setReadOnly(True)
        self._show_template()

    def _remove(self) -> None:
        one = self.current
        if one is not None and one.id:
            self.list.setFocus()
            self.remove_requested.emit(one.id)
