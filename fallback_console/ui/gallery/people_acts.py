"""What is done to bring people before the camera."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.people.directory_form import DirectoryForm
from fallback_console.ui.people.import_panel import ImportPanel
from fallback_console.ui.people.view import PeopleView

__all__ = [
    "columns",
    "directory",
    "directory_preview",
    "helpdesk_preview",
    "helpdesk_users",
    "importing",
    "leave",
    "merged",
    "new_person",
    "people",
    "preview",
    "reach",
    "same",
    "under_way",
    "wishes",
    "wishes_saved",
    "write_down",
]

_FILE = """氏名,フリガナ,携帯電話,会社電話,メールアドレス,会社名,言語,社内メモ
青山 光,アオヤマ ヒカル,+44 7700 900161,,hikaru@example.jp,青山商店,日本語,既存
森 さくら,モリ サクラ,+44 7700 900151,,,,日本語,
,,,,,,,
Ana Costa,,5555,,ana@example.pt,Costa Example,Portuguese,
"川辺 遥,カワベ ハルカ,+44 7700 900163,,,川辺工業,日本語,
黒田 誠,クロダ マコト,+44 7700 900164,,kuroda@example.jp,黒田製作所,日本語,,,,too much
"""


def _view(stage: Stage) -> PeopleView:
    stage.window.show_view("people")
    found = stage.window.view("people")
    assert isinstance(found, PeopleView)
    stage.settle()
    return found


def people(text: str = "") -> Show:
    """The list, searched, with the first of it on the right; of everybody a customer."""

    def show(stage: Stage) -> None:
        found = _view(stage)
        if text:
            found.search.setText(text)
        elif found.list.model.rowCount():
            found.filters.chosen.emit("customer")
            stage.settle()
            found.list.step(1)
        stage.settle()

    return show


def _panel(stage: Stage) -> ImportPanel:
    found = _view(stage)
    found.show_import()
    assert found.importing is not None
    return found.importing


def importing(stage: Stage) -> None:
    """From which file?"""
    _panel(stage)
    stage.settle()


def directory(stage: Stage) -> None:
    """From which directory? It was tested."""
    form = _directory(stage)
    form.check()
    stage.settle()


def helpdesk_users(stage: Stage) -> None:
    """From the helpdesk: nothing is read yet."""
    panel = _panel(stage)
    panel.sources.choose("helpdesk")
    stage.settle()


def helpdesk_preview(stage: Stage) -> None:
    """What would come of the helpdesk's users."""
    helpdesk_users(stage)
    _panel(stage).sources.helpdesk.look()
    stage.settle()


def directory_preview(stage: Stage) -> None:
    """What would come of a directory."""
    _directory(stage).look()
    stage.settle()


def _directory(stage: Stage) -> DirectoryForm:
    panel = _panel(stage)
    panel.sources.choose("directory")
    stage.settle()
    form = panel.sources.directory
    values = {"url": "ldaps://dc1.example.org", "base": "DC=example,DC=org", "login": "reader@example.org"}
    for name, text in values.items():
        form.line(name).setText(text)
        form.line(name).textEdited.emit(text)
    form.line("password").setText("invented")
    form.line("password").textEdited.emit("invented")
    return form


def preview(stage: Stage) -> None:
    """What would come of a file with broken lines."""
    _looked_through(stage)


def columns(stage: Stage) -> None:
    """What do its columns hold?"""
    _looked_through(stage, choosing=True)


def _looked_through(stage: Stage, *, choosing: bool = False) -> None:
    panel = _panel(stage)
    with tempfile.TemporaryDirectory(prefix="fallback-console-") as folder:
        file = Path(folder) / "customers-tokyo.csv"
        file.write_bytes(_FILE.encode("cp932"))
        panel.fields.path.setText(str(file))
        panel.look()
        stage.settle()
        if choosing:
            panel.choose_columns()
            stage.settle()
    panel.fields.path.setText("~/customers-tokyo.csv")


def under_way(stage: Stage) -> None:
    """Half of it is imported."""
    preview(stage)
    panel = _panel(stage)
    panel.show_progress(1_200, 3_000)
    panel.progressed.emit(1_200, 3_000)


def new_person(stage: Stage) -> None:
    """Somebody new, of whom too little is typed so far."""
    found = _view(stage)
    found.writing.open_for()
    form = found.writing.form
    assert form is not None
    form.fields["organisation"].setText("Costa Example")
    form.save()
    stage.settle()


def write_down(stage: Stage) -> None:
    """What is known of a customer besides."""
    people()(stage)
    found = _view(stage)
    assert found.pane is not None
    found.pane.write_down()
    stage.settle()


def same(stage: Stage) -> None:
    """Who may be one person?"""
    _view(stage).show_same()
    stage.settle()


def merged(stage: Stage) -> None:
    """Somebody of whom two records are known."""
    found = _view(stage)
    found.filters.chosen.emit("partner")
    stage.settle()
    found.list.step(1)
    stage.settle()


def reach(stage: Stage) -> None:
    """Every path to a customer."""
    people()(stage)
    _view(stage).card.head.reach_requested.emit()
    stage.settle()


def wishes(stage: Stage) -> None:
    """How a customer wishes to be reached, with a change that is not saved."""
    people()(stage)
    card = _view(stage).card
    card.show_wishes()
    stage.settle()
    control = card.reaching.wishes
    assert control is not None
    control.panel.move_path(1)
    control.panel.quiet.setCurrentIndex(control.panel.quiet.findData("own"))
    control.panel.quiet.activated.emit(control.panel.quiet.currentIndex())


def wishes_saved(stage: Stage) -> None:
    """What was changed is saved, and can be undone."""
    wishes(stage)
    control = _view(stage).card.reaching.wishes
    assert control is not None
    control.panel.save()
    stage.settle()


def leave(stage: Stage) -> None:
    """The list of everybody."""
    found = _view(stage)
    found.search.clear()
    if found.pane is not None:
        found.pane.panels.back()
        control = found.pane.reaching.wishes
        if control is not None and control.panel.wishes is not None:
            control.panel.wishes.forget()
    if found.importing is not None:
        found.importing.forget()
    if found.writing.form is not None:
        found.writing.form.forget()
    found.put_panel_away()
    found.filters.chosen.emit("all")
    stage.settle()
