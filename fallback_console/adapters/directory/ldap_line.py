"""One connection to a directory: made, secured, signed in and asked, with every wait and every answer bounded."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

import ldap3
from ldap3.core.exceptions import LDAPExceptionError, LDAPStartTLSError

from fallback_console.adapters.directory.ldap_errors import TooMuchError, call_error, result_error, tls_error
from fallback_console.adapters.directory.ldap_people import Entry
from fallback_console.domain.directory import DirectoryAccess
from fallback_console.domain.errors import BadAnswerError, ConsoleError, UnreachableError
from fallback_console.domain.sentences import Sentence

__all__ = ["LdapLine", "Limits"]

_PAGED = "1.2.840.113556.1.4.319"
_EMPTY_PAGES = 50

T = TypeVar("T")


class Limits(NamedTuple):
    """How long is waited, and how much is read.

    Attributes:
        connect: seconds for a connection to each of the addresses of a host.
        answer: seconds for a whole answer, a page of people among them.
        page: entries asked for at once; Active Directory gives at most 1,000.
        page_bytes: the largest answer.
        entries: the largest number of entries.
    """

    connect: float = 10.0
    answer: float = 60.0
    page: int = 500
    page_bytes: int = 64 * 1024 * 1024
    entries: int = 200_000


class LdapLine:
    """A connection, closed at the end of a ``with`` block. Blocks; for a thread of its own.

    Args:
        access: where and how.
        password: of the sign-in; never shown.
        tls: certificate settings, None for no TLS at all.
    """

    def __init__(self, access: DirectoryAccess, password: str, limits: Limits, tls: ssl.SSLContext | None) -> None:
        self._access = access
        self._limits = limits
        self._tls = None if tls is None else _Tls(tls, access.host)
        server = ldap3.Server(
            access.host,
            port=access.port,
            use_ssl=access.security == "tls",
            tls=self._tls,
            get_info=ldap3.NONE,
            connect_timeout=limits.connect,
        )
        signs_in = bool(access.login)
        self._ldap = ldap3.Connection(
            server,
            user=access.login if signs_in else None,
            password=password if signs_in else None,
            authentication=ldap3.SIMPLE if signs_in else ldap3.ANONYMOUS,
            client_strategy=ldap3.SYNC,
            auto_referrals=False,
            auto_range=False,
            check_names=False,
            read_only=True,
            raise_exceptions=False,
            return_empty_attributes=False,
            # Whole seconds, of which ldap3 makes an option of the socket.
            receive_timeout=max(1, round(limits.answer)),
        )
        self._bounded: _Bounded | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        try:
            self._ldap.unbind()
        except (LDAPExceptionError, OSError, TooMuchError):
            # It is gone already, or nobody listens any more.
            pass
        # After a connection that failed ldap3 leaves its socket open.
        if self._ldap.socket is not None:
            self._ldap.socket.close()

    def find(self) -> None:
        """The host has an address.

        Raises:
            UnreachableError: it has none.
        """
        host = self._access.host
        try:
            socket.getaddrinfo(host, self._access.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            what = Sentence("The name {host} was not found.", host=host)
            raise UnreachableError(what, "Check the address, or your own network.", host=host, stage="dns") from None

    def connect(self) -> None:
        """Make the connection, a secure one where it is to be one from the first byte.

        Raises:
            UnreachableError: it did not come about, or cannot be trusted.
        """
        self._call(lambda: self._ldap.open(read_server_info=False))
        if self._access.security != "starttls":
            self._bound()

    def secure(self) -> None:
        """Ask for TLS where the connection began without.

        Raises:
            UnreachableError: the directory does not offer it, or cannot be trusted.
        """
        if self._access.security != "starttls":
            return
        self._call(self._ldap.start_tls)
        self._bound()

    def sign_in(self) -> None:
        """Sign in, or say that we come without a name.

        Raises:
            SignInError: it is not accepted.
            OutsideError: no answer, or none that can be read.
        """
        self._call(lambda: self._ldap.bind(read_server_info=False))
        self._require_success()

    def branches(self) -> tuple[str, tuple[str, ...]]:
        """The branch that the directory takes for its main one, '' where it names none, and all that it keeps."""
        wanted = ["defaultNamingContext", "namingContexts"]
        self._call(lambda: self._ldap.search("", "(objectClass=*)", ldap3.BASE, attributes=wanted))
        entries = [] if self._ldap.result["result"] else self._entries()
        values = {name.casefold(): v for entry in entries for name, v in entry.values.items()}
        kept = tuple(
            text for value in values.get("namingcontexts", ()) if (text := bytes(value).decode("utf-8", "replace"))
        )
        main = next(iter(values.get("defaultnamingcontext", ())), b"")
        return bytes(main).decode("utf-8", "replace") or (kept[0] if len(kept) == 1 else ""), kept

    def pages(self, base: str, attributes: Sequence[str], wanted: str = "") -> Iterator[list[Entry]]:
        """All entries that a filter means, page by page (RFC 2696).

        Args:
            wanted: another filter than the one for people.

        Raises:
            RefusedError: the directory does not give all of them.
            OutsideError: no answer, or none that can be read.
        """
        cookie: bytes | None = None
        empty = 0
        while True:
            self._call(lambda cookie=cookie: self._search(base, attributes, wanted, cookie))  # type: ignore[misc]
            self._require_success()
            found = self._entries()
            yield found
            control = (self._ldap.result.get("controls") or {}).get(_PAGED) or {}
            cookie = (control.get("value") or {}).get("cookie") or None
            if cookie is None:
                return
            empty = 0 if found else empty + 1
            if empty > _EMPTY_PAGES:
                what = Sentence("{host} does not answer like a directory.", host=self._access.host)
                raise BadAnswerError(what, "Ask whoever runs that system.", host=self._access.host)

    def _search(self, base: str, attributes: Sequence[str], wanted: str, cookie: bytes | None) -> None:
        self._ldap.search(
            base,
            wanted or self._access.filter,
            ldap3.SUBTREE,
            attributes=list(attributes),
            paged_size=self._limits.page,
            paged_cookie=cookie,
        )

    def _entries(self) -> list[Entry]:
        """The entries of the last answer; what points to other servers is left alone."""
        return [
            Entry(str(one["dn"]), dict(one["raw_attributes"]))
            for one in self._ldap.response or ()
            if one["type"] == "searchResEntry"
        ]

    def _bound(self) -> None:
        self._bounded = _Bounded(self._ldap.socket, self._limits)
        self._ldap.socket = self._bounded

    def _require_success(self) -> None:
        result = self._ldap.result or {}
        if result.get("result"):
            raise result_error(self._access.host, int(result["result"]), str(result.get("message") or ""))

    def _call(self, work: Callable[[], T]) -> T:
        """Do something with the connection; whatever goes wrong is told in our words."""
        if self._bounded is not None:
            self._bounded.begin()
        try:
            return work()
        except ConsoleError:
            raise
        except Exception as error:  # ldap3 lets out what its decoder meets in bytes that are no LDAP
            if self._tls is not None and self._tls.failure is not None:
                raise tls_error(self._access.host, self._tls.failure) from None
            if isinstance(error, LDAPStartTLSError):
                what = Sentence("{host} does not offer StartTLS.", host=self._access.host)
                raise UnreachableError(
                    what, "Begin the address with ldaps://, or ask IT.", host=self._access.host, stage="tls"
                ) from None
            raise call_error(self._access.host, error) from None


class _Tls(ldap3.Tls):  # type: ignore[misc]
    """Secures a connection with our own settings: ldap3's would check the name of a certificate by itself, after the handshake.

    Attributes:
        failure: why it did not come about; ldap3 passes on only its text.
    """

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self._context = context
        self._host = host
        self.failure: BaseException | None = None

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
        """Put TLS over the connection's socket."""
        try:
            connection.socket = self._context.wrap_socket(
                connection.socket, server_hostname=self._host, do_handshake_on_connect=do_handshake
            )
        except (OSError, ValueError) as error:
            self.failure = error
            raise


class _Bounded:
    """A socket on which an answer has an end: in time, however slowly its bytes drip, and in size."""

    def __init__(self, inner: socket.socket, limits: Limits) -> None:
        self._inner = inner
        self._limits = limits
        self._until = 0.0
        self._left = 0
        self.begin()

    def begin(self) -> None:
        """The next answer may take all the time and all the bytes."""
        self._until = time.monotonic() + self._limits.answer
        self._left = self._limits.page_bytes

    def recv(self, size: int) -> bytes:
        """Some bytes."""
        remaining = self._until - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        self._inner.settimeout(remaining)
        data = self._inner.recv(size)
        self._left -= len(data)
        if self._left < 0:
            raise TooMuchError
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
