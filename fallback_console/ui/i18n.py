"""Languages of the window: which there are, and switching between them while it is open.

Strings are marked with ``self.tr()`` in classes of Qt and with ``translate(context, text)`` elsewhere. Two habits keep
``lupdate`` right, and a test watches over them: never ``QCoreApplication.translate`` spelled out (the texts after it would land in
a wrong context), and no ``tr`` inside an f-string (it would not be found).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

__all__ = ["LANGUAGES", "Languages", "translate"]

translate = QCoreApplication.translate

LANGUAGES = {"en": "English", "ja": "日本語"}
"""Code → the language's own name."""


class Languages(QObject):
    """Installs the translators of one language.

    Every widget gets a ``LanguageChange`` event from Qt and sets its texts again.

    Attributes:
        changed: emitted after another language took effect.
    """

    changed = Signal()

    def __init__(self, app: QCoreApplication, folder: Path, choice: str = "system") -> None:
        """Start with a language.

        Args:
            folder: where the compiled translations are.
            choice: 'system' or a key of ``LANGUAGES``.
        """
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._choice = ""
        self.current = ""
        self.choose(choice)

    @property
    def choice(self) -> str:
        """'system' or a key of ``LANGUAGES``."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Switch to a language; anything unknown counts as 'system'."""
        choice = choice if choice in LANGUAGES else "system"
        if choice == self._choice:
            return
        self._choice = choice
        current = choice if choice != "system" else _of_the_system()
        if current == self.current:
            return
        self.current = current
        QLocale.setDefault(_locale(current))
        self.uninstall()
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{current}", qt_folder), (f"fallback-console_{current}", str(self._folder))):
            translator = QTranslator(self)
            # English needs no file of Qt's own; ours holds the plural forms.
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
        self.changed.emit()

    def uninstall(self) -> None:
        """Take the translators out: texts are the source's again."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
            # Else each change of language would leave its words behind.
            translator.deleteLater()
        self._installed = []


def _of_the_system() -> str:
    for wanted in QLocale.system().uiLanguages():
        code = wanted.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def _locale(code: str) -> QLocale:
    """The system's own locale where it speaks the language, so that its date and number habits stay."""
    system = QLocale.system()
    if QLocale.languageToCode(system.language()) == code:
        return system
    return QLocale(code)
