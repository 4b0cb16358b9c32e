"""What can be entered for each kind of SMS gateway."""

from __future__ import annotations

from fallback_console.ui.i18n import translate
from fallback_console.ui.views.connection_field import Field, listener, sms_choice, sms_rare

__all__ = ["android", "gammu", "http_sms", "kannel", "twilio", "vonage"]


def kannel() -> tuple[Field, ...]:
    """Kannel."""
    return (
        Field(
            "url", translate("Connections", "Address of sendsms"), "http://10.0.0.7:13013/cgi-bin/sendsms", needed=True
        ),
        Field("username", translate("Connections", "User name"), needed=True),
        Field("password", translate("Connections", "Password"), shape="secret", needed=True),
        Field("sender", translate("Connections", "Sender"), translate("Connections", "empty: the gateway's own")),
        Field("listen", translate("Connections", "Receive answers and receipts"), shape="flag", default="yes"),
        *listener("18013"),
        Field(
            "admin_url", translate("Connections", "Address of the administration"), "http://10.0.0.7:13000", rare=True
        ),
        Field("smsc", translate("Connections", "Network connection (smsc-id)"), rare=True),
        *sms_rare("10"),
    )


def android() -> tuple[Field, ...]:
    """A phone with SMSGate."""
    return (
        Field("url", translate("Connections", "Address"), "http://192.168.1.20:8080", needed=True),
        Field("username", translate("Connections", "User name"), needed=True),
        Field("password", translate("Connections", "Password"), shape="secret", needed=True),
        Field("webhooks", translate("Connections", "The phone may call this computer"), shape="flag", default="no"),
        Field(
            "signing_key",
            translate("Connections", "Signing key"),
            translate("Connections", "as the app shows it; only for calls"),
            shape="secret",
            rare=True,
        ),
        *listener("18014"),
        *sms_rare("1"),
    )


def gammu() -> tuple[Field, ...]:
    """A GSM modem behind Gammu SMSD."""
    return (
        Field("database", translate("Connections", "Database of SMSD (file)"), "/var/lib/gammu/sms.db", needed=True),
        Field(
            "phone_id",
            translate("Connections", "Name of the modem (PhoneID)"),
            translate("Connections", "empty: whichever is there"),
            rare=True,
        ),
        Field(
            "quiet_seconds",
            translate("Connections", "Stopped when silent for seconds"),
            "180",
            shape="number",
            rare=True,
        ),
        *sms_choice("0.3"),
    )


def twilio() -> tuple[Field, ...]:
    """Twilio."""
    return (
        Field("account_sid", translate("Connections", "Account SID"), "AC…", needed=True),
        Field(
            "token",
            translate("Connections", "Auth token"),
            translate("Connections", "or an API key, under More settings"),
            shape="secret",
        ),
        Field(
            "sender",
            translate("Connections", "Sender"),
            translate("Connections", "a number like +15550100, or a messaging service MG…"),
            needed=True,
        ),
        _may_call("webhooks"),
        *_called("18015"),
        Field(
            "calls",
            translate("Connections", "Reads escalations and roll calls out in calls"),
            shape="flag",
            default="no",
            rare=True,
        ),
        Field(
            "caller",
            translate("Connections", "Calls come from"),
            translate("Connections", "a number of the account; empty: the sender"),
            rare=True,
        ),
        Field("ring_seconds", translate("Connections", "Ring for seconds at most"), "25", shape="number", rare=True),
        Field("api_key", translate("Connections", "API key"), "SK…", rare=True),
        Field("password", translate("Connections", "Secret of the API key"), shape="secret", rare=True),
        Field(
            "numbers",
            translate("Connections", "Further numbers of ours"),
            translate("Connections", "whose answers belong here, separated by commas"),
            rare=True,
        ),
        *_account(),
        *sms_rare("1"),
    )


def vonage() -> tuple[Field, ...]:
    """Vonage."""
    return (
        Field("username", translate("Connections", "API key"), needed=True),
        Field("password", translate("Connections", "Secret of the API key"), shape="secret", needed=True),
        Field(
            "sender",
            translate("Connections", "Sender"),
            translate("Connections", "a number, or a name where the country allows it"),
            needed=True,
        ),
        _may_call("listen"),
        *_called("18016"),
        Field(
            "signature_method",
            translate("Connections", "Signature of calls"),
            shape="choice",
            choices=(
                ("sha256", "SHA-256 HMAC"),
                ("sha512", "SHA-512 HMAC"),
                ("sha1", "SHA-1 HMAC"),
                ("md5", "MD5 HMAC"),
                ("md5hash", "MD5 hash"),
                ("none", translate("Connections", "none: only the secret address")),
            ),
            default="sha256",
            rare=True,
        ),
        Field("signing_key", translate("Connections", "Signature secret"), shape="secret", rare=True),
        *_account(),
        *sms_rare("10"),
    )


def http_sms() -> tuple[Field, ...]:
    """Any gateway that takes a message as one request."""
    return (
        Field("url", translate("Connections", "Address"), "https://sms.example.com/send", needed=True),
        Field(
            "auth",
            translate("Connections", "Sign-in"),
            shape="choice",
            choices=(
                ("none", translate("Connections", "as the template says")),
                ("bearer", translate("Connections", "bearer token")),
                ("basic", translate("Connections", "user name and password")),
            ),
            default="none",
        ),
        Field("username", translate("Connections", "User name"), translate("Connections", "may stay empty")),
        Field("password", translate("Connections", "Password or token"), "{secret}", shape="secret"),
        Field(
            "body_kind",
            translate("Connections", "Body"),
            shape="choice",
            choices=(
                ("json", "JSON"),
                ("form", translate("Connections", "form fields")),
                ("none", translate("Connections", "none: everything stands in the address")),
            ),
            default="json",
        ),
        Field("body", translate("Connections", "Template of the body"), _BODY, shape="lines"),
        Field(
            "id_path",
            translate("Connections", "Where the answer has its id"),
            translate("Connections", "like messages.0.id; may stay empty"),
        ),
        Field(
            "status_path",
            translate("Connections", "Where the answer has its status"),
            translate("Connections", "empty: the HTTP status decides"),
        ),
        Field(
            "accepted",
            translate("Connections", "Words for accepted"),
            translate("Connections", "separated by commas"),
        ),
        *_http_rare(),
        _may_call("listen"),
        *_called("18017"),
        *sms_rare("1"),
    )


_BODY = '{"to": "{to}", "text": "{text}"}'


def _http_rare() -> tuple[Field, ...]:
    commas = translate("Connections", "separated by commas")
    return (
        Field(
            "method",
            translate("Connections", "Method"),
            shape="choice",
            choices=(("POST", "POST"), ("PUT", "PUT"), ("GET", "GET")),
            default="POST",
            rare=True,
        ),
        Field("headers", translate("Connections", "Headers"), "X-Key: {secret}", shape="lines", rare=True),
        Field("sender", translate("Connections", "Sender"), "{from}", rare=True),
        Field(
            "answer",
            translate("Connections", "Answers are"),
            shape="choice",
            choices=(("json", "JSON"), ("text", translate("Connections", "text: its beginning counts"))),
            default="json",
            rare=True,
        ),
        Field("refused", translate("Connections", "Words for refused"), commas, rare=True),
        Field("throttled", translate("Connections", "Words for try later"), commas, rare=True),
        Field(
            "secret_in_url",
            translate("Connections", "The gateway wants the secret in the address"),
            shape="flag",
            default="no",
            rare=True,
        ),
        Field("sender_field", translate("Connections", "In its calls: sender"), "from", rare=True),
        Field("text_field", translate("Connections", "In its calls: text"), "text", rare=True),
        Field("id_field", translate("Connections", "In its calls: id"), "id", rare=True),
    )


def _may_call(name: str) -> Field:
    return Field(name, translate("Connections", "The gateway may call this computer"), shape="flag", default="no")


def _called(port: str) -> tuple[Field, ...]:
    """The address comes first: behind a router or proxy it is what the gateway knows."""
    address = Field(
        "callback_url",
        translate("Connections", "Address for the gateway to call"),
        translate("Connections", "only for calls, like https://sms.example.com"),
    )
    return (address, *(field for field in listener(port) if field.name != "callback_url"))


def _account() -> tuple[Field, ...]:
    return (
        Field(
            "low_balance",
            translate("Connections", "Warn at a balance of"),
            "5",
            shape="number",
            rare=True,
        ),
        Field(
            "api_url",
            translate("Connections", "Address of the interface"),
            translate("Connections", "empty: the vendor's"),
            rare=True,
        ),
    )
