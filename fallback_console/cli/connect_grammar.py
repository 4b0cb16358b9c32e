"""What may be typed to connect systems and to test gateways."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar
from fallback_console.domain.connection import KINDS

__all__ = ["SECRETS", "SHORT_VALUES", "add_call", "add_connect", "add_gateway"]

SECRETS = ("token", "password", "signing_key")
"""What a connection may keep in the secret store, each with an option ``--<name>-file``."""

SHORT_VALUES = (
    "url",
    "queues",
    "username",
    "sender",
    "account_sid",
    "imap_host",
    "smtp_host",
    "api_url",
    "status_url",
    "host",
    "port",
    "database",
    "priority",
    "cost",
    "countries",
)
"""Values of connections that have an option of their own."""


def add_connect(grammar: Grammar) -> None:
    """``connect``."""
    connect = grammar.add(
        "connect",
        "connecting:connect",
        "save, test, list or remove connections to outside systems",
        "connect",
        "connect helpdesk rt --url https://rt.example.com --token-file token.txt",
        "connect slack",
        "connect mail --imap-host imap.example.com --smtp-host smtp.example.com --sender support@example.com",
        "connect sms kannel --url http://kannel.example.com:13013/cgi-bin/sendsms --username console --password-file -",
        "connect sms twilio --account-sid AC… --sender +15550100 --token-file token.txt",
        "connect sms gammu --database /var/lib/gammu/sms.db --priority 1",
        "connect sms twilio --priority 2 --cost 0.05 --countries GB,FR",
        "connect sms twilio --name osaka --account-sid AC… --sender +15550101 --token-file token.txt",
        "connect sms vonage --username KEY --sender Example --password-file - --set listen=yes "
        "--set callback_url=https://sms.example.com",
        "connect sms http --url https://sms.example.com/send --set auth=bearer --password-file - "
        '--set \'body={"to": "{to}", "text": "{text}"}\'',
        "connect phone baresip --port 4444",
        "connect phone twilio --account-sid AC… --sender +15550100 --set own_phone=+15550111 --token-file token.txt",
        "connect hub --file front-desk.json",
        "connect probe http --name shop --url https://shop.example.com/health",
        "connect helpdesk --test",
    )
    connect.add_argument(
        "what", nargs="?", help="helpdesk, slack, mail, sms, phone, hub, probe or a connection's name; none lists them"
    )
    connect.add_argument("kind", nargs="?", help=f"one of {', '.join(KINDS)}")
    connect.add_argument("--name", help="name of a probe, or of a further SMS gateway of a kind, like osaka")
    connect.add_argument("--file", default="", metavar="FILE", help="station file of a hub; '-' for standard input")
    connect.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any value; may be repeated")
    for short in SHORT_VALUES:
        connect.add_argument(f"--{short.replace('_', '-')}", help=f"the same as --set {short}=…")
    for secret in SECRETS:
        words = secret.replace("_", " ")
        option = f"--{secret.replace('_', '-')}-file"
        connect.add_argument(option, metavar="FILE", help=f"file that holds the {words}; '-' for standard input")
    action = connect.add_mutually_exclusive_group()
    action.add_argument("--test", action="store_true", help="only test it, step by step")
    action.add_argument("--disable", action="store_true", help="leave it alone; what waits for it goes on waiting")
    action.add_argument("--enable", action="store_true", help="use it again")
    action.add_argument("--remove", action="store_true", help="forget it and its secrets")
    connect.add_argument("--no-test", action="store_true", help="save it without the live test")


def add_call(grammar: Grammar) -> None:
    """``call``."""
    call = grammar.add(
        "call",
        "calling:call",
        "ring somebody through a telephone that is connected, and log the call",
        'call "+44 7700 900123"',
        "call yamada --case 48213 --telephone twilio",
    )
    call.add_argument("whom", metavar="WHOM", help="a number; or a person's key, name or mail address")
    call.add_argument("--case", metavar="CASE", help="what it is about")
    call.add_argument(
        "--keys",
        metavar="KEYS",
        help="pressed once somebody has answered: digits, * and #, a comma waits; else the extension as IT's rules say",
    )
    call.add_argument("--telephone", default="", metavar="NAME", help="which one; the first that is in use")


def add_gateway(grammar: Grammar) -> None:
    """``gateway``."""
    gateway = grammar.add(
        "gateway",
        "gateways:test_gateways",
        "test the SMS gateways, with a real message to a number where one is named",
        "gateway test",
        "gateway test twilio --to +15550100",
    )
    gateway.add_argument("action", choices=("test",), help="test: step by step, as when it was connected")
    gateway.add_argument("name", nargs="?", default="", metavar="NAME", help="only this one; all that are in use")
    gateway.add_argument("--to", default="", metavar="NUMBER", help="send one message there, for instance to yourself")
