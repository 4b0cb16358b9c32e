"""Countries to choose from, each by its code and by the name its own people give it."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from fallback_console.ui.widgets.choices import ComboBox

__all__ = ["country_name", "fill_countries", "system_country"]


def system_country() -> str:
    """Two-letter code of the country this computer is set to, '' where it says none."""
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if _is_country(code) else ""


def fill_countries(box: ComboBox, chosen: str) -> None:
    """Offer all countries, ordered by code so that typing it finds one."""
    box.blockSignals(True)
    box.clear()
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if _is_country(code) and code not in found:
            found[code] = _own_name(territory)
    for code in sorted({*found, chosen} - {""}):
        box.addItem(f"{code}  {found.get(code, '')}".strip(), code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def country_name(code: str) -> str:
    """A country by its two-letter code, as its own people call it; '' for none."""
    return _own_name(QLocale.codeToTerritory(code)) if _is_country(code) else ""


def _own_name(territory: QLocale.Country) -> str:
    own = QLocale(QLocale.Language.AnyLanguage, territory)
    name = own.nativeTerritoryName() if own.territory() == territory else ""
    return name if name and all(map(_is_common, name)) else QLocale.territoryToString(territory)


def _is_common(letter: str) -> bool:
    """Latin and East Asian letters: what every computer this runs on has a font for. Others would load a dozen more."""
    return letter < "\u0250" or "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha()
