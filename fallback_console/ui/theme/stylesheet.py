"""The one style sheet, made from the tokens. Widgets ask for a look by the property ``look``, never by a colour."""

from __future__ import annotations

from fallback_console.ui.theme.tokens import Font, Size, Space, Tokens

__all__ = ["style_sheet"]


def style_sheet(t: Tokens) -> str:
    """The application's style sheet for one theme."""
    pad = f"{Space.XS + 2}px {Space.M}px"
    return f"""
QWidget {{ font-size: {Font.BODY}px; color: {t.text}; }}
QMainWindow, QDialog, QWidget[look="canvas"], QScrollArea, QScrollArea > QWidget > QWidget[look="canvas"] {{
    background: {t.canvas}; }}
QScrollArea {{ border: none; }}
QScrollArea[look="clear"], QScrollArea[look="clear"] > QWidget > QWidget {{ background: transparent; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: {Size.BORDER}px solid {t.line}; padding: {Space.XS}px; }}

QFrame[look="card"], QWidget[look="card"] {{ background: {t.surface}; border: {Size.BORDER}px solid {t.line};
    border-radius: {Size.RADIUS}px; }}
QScrollArea[look="paper"], QScrollArea > QWidget > QWidget[look="paper"] {{ background: {t.surface}; }}
QScrollArea[look="paper"] {{ border: {Size.RING}px solid {t.surface}; border-radius: {Size.RADIUS}px; }}
QScrollArea[look="paper"]:focus {{ border-color: {t.accent}; }}
QFrame[look="raised"] {{ background: {t.raised}; border: {Size.BORDER}px solid {t.line}; border-radius: {Size.RADIUS}px; }}
QFrame[look="popover"] {{ background: {t.raised}; border: {Size.BORDER}px solid {t.muted}; border-radius: {Size.RADIUS}px; }}
QScrollArea[look="popover"]:focus {{ border: {Size.RING}px solid {t.accent}; }}
QScrollArea[look="page"] {{ border: {Size.RING}px solid transparent; border-radius: {Size.RADIUS}px; }}
QScrollArea[look="page"]:focus {{ border-color: {t.accent}; }}
QScrollArea[look="words"], QScrollArea[look="words"] > QWidget > QWidget {{ background: transparent; }}
QScrollArea[look="words"] {{ border: {Size.RING}px solid transparent; border-radius: {Size.RADIUS}px; }}
QScrollArea[look="words"]:focus {{ border-color: {t.accent}; }}
QFrame[look="strip"] {{ background: {t.surface}; border: none; border-bottom: {Size.BORDER}px solid {t.line}; }}
QFrame[look="outage"] {{ background: {t.bad_soft}; border: none; border-bottom: {Size.BORDER}px solid {t.line}; }}
QFrame[look="call"] {{ background: {t.ok_soft}; border: none; border-top: {Size.RING}px solid {t.ok}; }}
QFrame[look="drill"] {{ background: {t.warn}; border: none; }}
QFrame[look="demo"] {{ background: {t.accent}; border: none; }}
QFrame[look="drill"] QLabel, QFrame[look="demo"] QLabel {{ color: {t.on_accent}; font-weight: 600; }}
QFrame[look="nav"] {{ background: {t.nav}; border: none; }}
QFrame[look="rule"] {{ background: {t.line}; border: none; max-height: {Size.BORDER}px; min-height: {Size.BORDER}px; }}
QFrame[look="banner-ok"] {{ background: {t.ok_soft}; border: {Size.BORDER}px solid {t.ok}; border-radius: {Size.RADIUS}px; }}
QFrame[look="banner-warn"] {{ background: {t.warn_soft}; border: {Size.BORDER}px solid {t.warn};
    border-radius: {Size.RADIUS}px; }}
QFrame[look="banner-bad"] {{ background: {t.bad_soft}; border: {Size.BORDER}px solid {t.bad}; border-radius: {Size.RADIUS}px; }}
QFrame[look="banner-accent"] {{ background: {t.accent_soft}; border: {Size.BORDER}px solid {t.accent};
    border-radius: {Size.RADIUS}px; }}

QLabel {{ background: transparent; border: none; }}
QLabel[look="muted"] {{ color: {t.muted}; }}
QLabel[look="small"] {{ color: {t.muted}; font-size: {Font.SMALL}px; }}
QLabel[look="step"] {{ color: {t.accent}; font-size: {Font.SMALL}px; font-weight: 600; }}
QLabel[look="strong"] {{ font-weight: 600; }}
QLabel[look="large"] {{ font-size: {Font.LARGE}px; font-weight: 600; }}
QLabel[look="title"] {{ font-size: {Font.TITLE}px; font-weight: 600; }}
QLabel[look="number"] {{ font-size: {Font.TITLE}px; font-weight: 600; }}
QLabel[look="ok"] {{ color: {t.ok}; }}
QLabel[look="warn"] {{ color: {t.warn}; }}
QLabel[look="bad"] {{ color: {t.bad}; }}
QLabel[look="nav"] {{ color: {t.nav_text}; }}
QLabel[look="nav-on"] {{ color: {t.nav_strong}; font-weight: 600; }}
QLabel[look="accent"] {{ color: {t.accent}; }}
QLabel[look="headline-bad"] {{ color: {t.bad}; font-size: {Font.LARGE}px; font-weight: 600; }}

QPushButton, QToolButton[look="button"] {{ background: {t.surface}; color: {t.text}; border: {Size.BORDER}px solid {t.line};
    border-radius: {Size.RADIUS}px; padding: {pad}; min-height: {Space.XL - Space.XS - 2}px; }}
QPushButton:hover, QToolButton[look="button"]:hover {{ border-color: {t.muted}; }}
QPushButton:pressed, QToolButton[look="button"]:pressed {{ background: {t.accent_soft}; }}
QPushButton:disabled, QToolButton[look="button"]:disabled {{ color: {t.muted}; background: {t.canvas}; }}
QPushButton:focus, QToolButton[look="button"]:focus {{ border: {Size.RING}px solid {t.accent};
    padding: {Space.XS + 1}px {Space.M - 1}px; }}
QPushButton:checked, QToolButton[look="button"]:checked {{ background: {t.accent_soft}; color: {t.accent};
    border-color: {t.accent}; font-weight: 600; }}
QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600; }}
QPushButton[look="primary"]:hover {{ border-color: {t.text}; }}
QPushButton[look="primary"]:focus {{ border: {Size.RING}px solid {t.text}; }}
QPushButton[look="primary"]:disabled {{ background: {t.line}; color: {t.text}; border-color: {t.line}; }}
QPushButton[look="danger"] {{ background: {t.surface}; color: {t.bad}; border-color: {t.bad}; font-weight: 600; }}
QPushButton[look="danger"]:disabled {{ color: {t.muted}; border-color: {t.line}; }}
QPushButton[look="flat"] {{ background: transparent; border-color: transparent; color: {t.muted};
    padding: {Space.XS}px {Space.S}px; }}
QPushButton[look="flat"]:checked {{ background: transparent; color: {t.accent}; font-weight: 400; }}
QPushButton[look="flat"]:hover {{ color: {t.text}; border-color: {t.line}; }}
QPushButton[look="flat"]:focus {{ border: {Size.RING}px solid {t.accent}; padding: {Space.XS - 1}px {Space.S - 1}px; }}
QPushButton::menu-indicator {{ image: none; width: 0px; }}
QPushButton, QToolButton {{ outline: none; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateTimeEdit {{ background: {t.surface}; color: {t.text};
    border: {Size.BORDER}px solid {t.line}; border-radius: {Size.RADIUS}px; padding: {Space.XS + 2}px {Space.S}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; placeholder-text-color: {t.muted}; }}
QLineEdit, QComboBox, QSpinBox, QDateTimeEdit {{ min-height: {Space.XL - Space.XS - 2}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus {{
    border: {Size.RING}px solid {t.accent}; padding: {Space.XS + 1}px {Space.S - 1}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ color: {t.muted};
    background: {t.canvas}; }}
QLineEdit[look="wrong"], QPlainTextEdit[look="wrong"] {{ border-color: {t.bad}; }}
QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.text}; border: {Size.BORDER}px solid {t.line};
    selection-background-color: {t.accent_soft}; selection-color: {t.text}; outline: none; }}
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0px; border: none; }}
QDateTimeEdit::drop-down {{ border: none; width: {Space.XL}px; subcontrol-position: right center; }}
QDateTimeEdit::down-arrow {{ image: none; }}
QComboBox::drop-down {{ border: none; width: {Space.XL}px; }}
QComboBox::down-arrow {{ image: none; }}

QTableView, QListView, QTreeView {{ background: {t.surface}; color: {t.text}; border: {Size.RING}px solid {t.line};
    border-radius: {Size.RADIUS}px; gridline-color: transparent; outline: none;
    selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
QTableView:focus, QListView:focus {{ border-color: {t.accent}; }}
QTableView::item:selected, QListView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QListView[look="plain"] {{ background: transparent; border: {Size.RING}px solid transparent; }}
QListView[look="plain"]:focus {{ border-color: {t.accent}; }}
QListView[look="contents"]::item {{ padding: {Space.S}px {Space.S}px; border-radius: {Space.XS}px; color: {t.text}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none;
    border-bottom: {Size.BORDER}px solid {t.line}; padding: {Space.XS}px {Space.S}px; font-size: {Font.SMALL}px; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}

QMenu {{ background: {t.raised}; color: {t.text}; border: {Size.BORDER}px solid {t.line}; padding: {Space.XS}px; }}
QMenu::item {{ padding: {Space.XS + 2}px {Space.XL}px {Space.XS + 2}px {Space.M}px; border-radius: {Space.XS}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: {Size.BORDER}px; background: {t.line}; margin: {Space.XS}px; }}

QScrollBar:vertical {{ background: transparent; width: {Size.SCROLL}px; margin: 0px; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {Size.SCROLL}px; margin: 0px; border: none; }}
QScrollBar::handle {{ background: {t.line}; border-radius: {Space.XS}px; margin: {Size.BORDER}px; }}
QScrollBar::handle:vertical {{ min-height: {Size.SCROLL_MIN}px; }}
QScrollBar::handle:horizontal {{ min-width: {Size.SCROLL_MIN}px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: {Space.XS}px; max-height: {Space.S}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {Space.XS}px; }}
"""
