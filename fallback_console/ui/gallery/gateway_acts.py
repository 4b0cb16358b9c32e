"""Connections to SMS gateways before the camera: new, and after a live test."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep
from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.views.connection_editor import ConnectionEditor
from fallback_console.ui.views.settings_view import SettingsView

__all__ = ["another", "first_of_several", "gateway", "leave_gateway"]

_TYPED = {
    "twilio": {"account_sid": f"AC{32 * '0'}", "sender": "+12025550199", "token": "secret"},
    "vonage": {"username": "abcd1234", "sender": "Example", "password": "secret"},
    "baresip": {"port": "4444"},
    "twilio-voice": {
        "account_sid": f"AC{32 * '0'}",
        "sender": "+12025550199",
        "own_phone": "+12025550190",
        "token": "secret",
    },
    "hub": {"address": "tls://hub1.example.com:4222, tls://hub2.example.com:4222"},
    "gammu": {"database": "/var/lib/gammu/sms.db", "priority": "1", "cost": "0.05", "countries": "GB, FR, JP"},
    "http-sms": {
        "url": "https://sms.example.com/v1/messages",
        "auth": "bearer",
        "password": "secret",
        "body": '{"to": "{to}", "text": "{text}", "reference": "{id}"}',
        "id_path": "message.id",
        "status_path": "message.state",
        "accepted": "queued, sent",
    },
}
_HOST = "sms.example.com"
_HUB = (
    CheckStep("connection", True, "Good."),
    CheckStep("certificate", True, "Good."),
    CheckStep("sign-in", True, "Good."),
    CheckStep(
        "answer",
        False,
        together(
            "The hub runs, but has nowhere to keep what it is given.",
            "Whoever runs the hub has to start it with 'fallback-console hub serve', or run 'fallback-console hub streams'.",
        ),
    ),
)
_MODEM = (
    CheckStep("address", True, "The database is there."),
    CheckStep("answer", True, Sentence("It is SMSD's, version {version}.", version=17)),
    CheckStep("rights", True, "The console may write there."),
    CheckStep(
        "modem",
        False,
        together(
            Sentence("SMSD has not told of its modem for {seconds} s.", seconds=412),
            "Start SMSD, and look at the modem's cable.",
        ),
    ),
)
_FOUND = (
    CheckStep("address", True, Sentence("The name {host} is known.", host=_HOST)),
    CheckStep("connection", True, Sentence("{host} takes connections.", host=_HOST)),
    CheckStep("sign-in", True, Sentence("{vendor} accepts the sign-in.", vendor="Twilio")),
    CheckStep(
        "sender",
        False,
        together("The sender is no number of this account.", "Enter one that is, or a messaging service."),
    ),
    CheckStep("balance", True, Sentence("The balance is {balance}.", balance="12.30 USD")),
)


def gateway(kind: str, *, more: bool = False, tested: bool = False) -> Show:
    """A new connection with what somebody typed.

    Args:
        more: the rare settings are shown.
        tested: the live test found something to mend.
    """

    def show(stage: Stage) -> None:
        editor = _editor(stage, kind)
        for name, value in _TYPED[kind].items():
            field = editor.field(name)
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif isinstance(field, QPlainTextEdit):
                field.setPlainText(value)
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
        editor.show_more(more)
        steps = {"gammu": _MODEM, "hub": _HUB}.get(kind, _FOUND)
        editor.show_steps(steps if tested else ())

    return show


def another(stage: Stage) -> None:
    """A second Kannel is being added, with a name of its own."""
    editor = _editor(stage, "kannel")
    for name, value in {"": "osaka", "url": "http://10.0.1.7:13013/cgi-bin/sendsms", "username": "console"}.items():
        field = editor.field(name)
        assert isinstance(field, QLineEdit)
        field.setText(value)
    editor.show_more(True)


def first_of_several(stage: Stage) -> None:
    """The first gateway of a kind: there is a way to a further one."""
    stage.window.show_view("settings", "sms:kannel")
    stage.settle()


def leave_gateway(stage: Stage) -> None:
    """Back to the first connection."""
    stage.window.show_view("settings", "helpdesk")
    stage.settle()


def _editor(stage: Stage, kind: str) -> ConnectionEditor:
    stage.window.show_view("settings")
    stage.settle()
    found = stage.window.view("settings")
    assert isinstance(found, SettingsView)
    found.add(kind)
    stage.settle()
    assert found.editor is not None
    return found.editor
