"""A simulated GSM modem behind a pseudo terminal: AT commands, text messages in PDU mode, and status reports.

It speaks as a Huawei stick does, as far as Gammu asks. What it is given to send is taken apart here, by no code of the console's.
"""

from __future__ import annotations

import os
import select
import threading
import time
import tty
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Modem", "Part", "joined"]

_GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = {0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|"}
_EXTENSION[0x65] = "€"
_CENTRE = "+12025550190"
_SLOTS = 60
_SIMPLE = {
    "AT": "",
    "ATI": "Manufacturer: huawei\r\nModel: E173\r\nRevision: 11.126",
    "AT+CGMI": "huawei",
    "AT+CGMM": "E173",
    "AT+CGMR": "11.126",
    "AT+CGSN": "350000000000006",
    "AT+CIMI": "001010123456789",
    "AT+CPIN?": "+CPIN: READY",
    "AT+CREG?": "+CREG: 0,1",
    "AT+COPS?": '+COPS: 0,0,"Example Net",7',
    "AT+CSQ": "+CSQ: 20,0",
    "AT+CBC": "+CBC: 0,100,3900",
    "AT+CMGF=?": "+CMGF: (0,1)",
    "AT+CMGF?": "+CMGF: 0",
    "AT+CSCS=?": '+CSCS: ("GSM","IRA","UCS2")',
    "AT+CSCS?": '+CSCS: "GSM"',
    "AT+CSCA?": f'+CSCA: "{_CENTRE}",145',
    "AT+CNMI=?": "+CNMI: (0,1,2),(0,1,2,3),(0,2),(0,1,2),(0,1)",
    "AT+CPMS=?": '+CPMS: ("SM"),("SM"),("SM")',
    "AT+CSMS?": "+CSMS: 1,1,1,1",
    "AT+CSMP?": "+CSMP: 49,167,0,0",
}
_TAKEN = (
    "ATE",
    "ATZ",
    "ATV1",
    "ATX4",
    "ATS",
    "AT&F",
    "AT^",
    "AT+CMEE=",
    "AT+CMGF=",
    "AT+CSCS=",
    "AT+CSCA=",
    "AT+CSMP=",
)
_TAKEN += ("AT+CFUN=", "AT+CLIP=", "AT+COPS=", "AT+CRC", "AT+CVHU", "AT+CUSD=", "AT+CREG=", "AT+CSDH", "AT+CRSL")


@dataclass(frozen=True)
class Part:
    """One part that was given to the network.

    Attributes:
        reference, total, number: of the message it belongs to; total is 1 where it is one part.
        report: a status report was asked for.
    """

    to: str
    text: str
    reference: int
    total: int
    number: int
    report: bool


@dataclass
class Modem:
    """One modem; ``start`` puts it where ``device`` tells.

    Attributes:
        sent: what went out, in order.
        network: it is in a network; without one it refuses to send.
        status: what the network reports of each part (TP-Status): 0 arrived, 70 its time is over, None no report.
        silent_after_sending: it hands on what it is given, and its answer is lost.
        deaf_after: asked to send one more than so many parts it says nothing and takes nothing; None for never.
        deaf: it was asked so.
    """

    folder: Path
    network: bool = True
    status: int | None = 0
    silent_after_sending: bool = False
    deaf_after: int | None = None
    deaf: threading.Event = field(default_factory=threading.Event)
    sent: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.device = self.folder / "modem"
        self._master, self._slave = os.openpty()
        tty.setraw(self._master)
        tty.setraw(self._slave)
        self.device.unlink(missing_ok=True)
        self.device.symlink_to(os.ttyname(self._slave))
        self._stored: dict[int, str] = {}
        self._notify = [0, 0, 0, 0, 0]
        self._reference = 0
        self._lock = threading.RLock()
        self._end = threading.Event()
        self._buffer = b""
        self._pdu = False
        self._echo = True
        self._thread = threading.Thread(target=self._run, name="modem", daemon=True)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def close(self) -> None:
        """Pull it out."""
        self._end.set()
        self._thread.join(timeout=10)
        self.device.unlink(missing_ok=True)
        os.close(self._master)
        os.close(self._slave)

    def receive(self, sender: str, text: str, *, udh: bytes = b"") -> None:
        """The network hands a message over."""
        data = (bytes([len(udh)]) + udh if udh else b"") + text.encode("utf-16-be", "surrogatepass")
        head = "44" if udh else "04"
        self._store(f"{head}{_address(sender)}0008{_stamp()}{len(data):02X}{data.hex().upper()}", incoming=True)

    def forget(self) -> None:
        """In the network again, with nothing sent and nothing stored."""
        self.sent.clear()
        self._stored.clear()
        self.network, self.status, self.silent_after_sending = True, 0, False
        self.deaf_after = None
        self.deaf.clear()

    def texts(self) -> list[str]:
        """Whole messages that went out, in the order in which they were complete."""
        return joined(self.sent)

    # The line

    def _run(self) -> None:
        while not self._end.is_set():
            ready, _, _ = select.select([self._master], [], [], 0.05)
            if not ready:
                continue
            try:
                data = os.read(self._master, 4096)
            except OSError:
                self._end.wait(0.05)
                continue
            for byte in data:
                self._take(bytes([byte]))

    def _take(self, byte: bytes) -> None:
        if self._pdu:
            if byte in (b"\x1a", b"\x1b"):
                pdu, self._buffer, self._pdu = self._buffer.decode("ascii").strip(), b"", False
                if byte == b"\x1a":
                    self._submit(pdu)
                else:
                    self._line("OK")
            elif byte not in b"\r\n":
                self._buffer += byte
        elif byte in b"\r\n":
            command, self._buffer = self._buffer.decode("latin-1").strip(), b""
            if command:
                if self._echo:
                    self._write(f"{command}\r")
                self._command(command)
        else:
            self._buffer += byte

    def _write(self, text: str) -> None:
        with self._lock:
            os.write(self._master, text.encode("latin-1"))

    def _line(self, text: str) -> None:
        self._write(f"\r\n{text}\r\n")

    def _ok(self, text: str = "") -> None:
        if text:
            self._line(text)
        self._line("OK")

    # Commands

    def _command(self, command: str) -> None:
        upper = command.upper()
        if upper.startswith("ATE"):
            self._echo = upper[3:4] == "1"
        if upper in _SIMPLE:
            self._ok(_SIMPLE[upper])
            return
        for start, act in self._acts().items():
            if upper.startswith(start):
                act(upper[len(start) :])
                return
        if upper.startswith(_TAKEN):
            self._ok("+CSMS: 1,1,1" if upper.startswith("AT+CSMS=") else "")
        else:
            self._line("ERROR")

    def _acts(self) -> dict[str, Callable[[str], None]]:
        return {
            "AT+CMGS=": self._prompt,
            "AT+CNMI?": lambda _: self._ok("+CNMI: " + ",".join(map(str, self._notify))),
            "AT+CNMI=": self._set_notify,
            "AT+CPMS": self._memories,
            "AT+CSMS=": lambda _: self._ok("+CSMS: 1,1,1"),
            "AT+CMGL": self._list,
            "AT+CMGR=": self._read,
            "AT+CMGD=": self._delete,
        }

    def _prompt(self, _: str) -> None:
        if self.deaf_after is not None and len(self.sent) >= self.deaf_after:
            self.deaf.set()
            return
        self._pdu = True
        self._write("\r\n> ")

    def _set_notify(self, values: str) -> None:
        given = [int(one or 0) for one in values.split(",")]
        self._notify = (given + [0] * 5)[:5]
        self._ok()

    def _memories(self, rest: str) -> None:
        if '"ME"' in rest:
            self._line("+CMS ERROR: 302")
        elif rest.startswith("?"):
            self._ok("+CPMS: " + ",".join([f'"SM",{len(self._stored)},{_SLOTS}'] * 3))
        else:
            self._ok("+CPMS: " + ",".join([f"{len(self._stored)},{_SLOTS}"] * 3))

    def _list(self, _: str) -> None:
        for place, pdu in sorted(self._stored.items()):
            self._line(f"+CMGL: {place},1,,{len(pdu) // 2 - 8}")
            self._write(f"{pdu}\r\n")
        self._ok()

    def _read(self, place: str) -> None:
        pdu = self._stored.get(int(place))
        if pdu is not None:
            self._line(f"+CMGR: 1,,{len(pdu) // 2 - 8}")
            self._write(f"{pdu}\r\n")
        self._ok()

    def _delete(self, place: str) -> None:
        self._stored.pop(int(place.split(",")[0]), None)
        self._ok()

    def _submit(self, pdu: str) -> None:
        if not self.network:
            self._line("+CMS ERROR: 331")
            return
        part = _decoded(bytes.fromhex(pdu))
        self._reference = (self._reference + 1) % 256
        self.sent.append(part)
        if self.silent_after_sending:
            return
        reference = self._reference
        self._line(f"+CMGS: {reference}")
        self._ok()
        if part.report and self.status is not None:
            threading.Timer(1.0, self._report, (reference, part.to, self.status)).start()

    def _report(self, reference: int, to: str, status: int) -> None:
        if not self._end.is_set():
            self._store(f"06{reference:02X}{_address(to)}{_stamp()}{_stamp()}{status:02X}", incoming=False)

    def _store(self, pdu: str, *, incoming: bool) -> None:
        centre = _address(_CENTRE)[2:]
        whole = f"{len(centre) // 2:02X}{centre}{pdu}"
        if not incoming and self._notify[3] == 1:
            self._line(f"+CDS: {len(pdu) // 2}")
            self._write(f"{whole}\r\n")
            return
        place = next(n for n in range(1, _SLOTS + 1) if n not in self._stored)
        self._stored[place] = whole
        if incoming and self._notify[1] == 1:
            self._line(f'+CMTI: "SM",{place}')
        elif not incoming and self._notify[3] == 2:
            self._line(f'+CDSI: "SM",{place}')


def joined(parts: list[Part]) -> list[str]:
    """Texts of the messages that are whole, in the order in which they became so; a part that comes twice makes its text come twice."""
    found: list[str] = []
    open_: dict[tuple[str, int, int], dict[int, str]] = {}
    for part in parts:
        if part.total == 1:
            found.append(part.text)
            continue
        place = open_.setdefault((part.to, part.reference, part.total), {})
        if part.number in place:
            found.append(f"twice: {part.text}")
        place[part.number] = part.text
        if len(place) == part.total:
            found.append("".join(place[number] for number in sorted(place)))
            place.clear()
    return found


def _address(number: str) -> str:
    digits = number.lstrip("+")
    padded = digits + "F" * (len(digits) % 2)
    swapped = "".join(padded[i + 1] + padded[i] for i in range(0, len(padded), 2))
    return f"{len(digits):02X}{'91' if number.startswith('+') else '81'}{swapped}"


def _stamp() -> str:
    now = time.localtime()
    quarters = abs(now.tm_gmtoff) // 900
    fields = (now.tm_year % 100, now.tm_mon, now.tm_mday, now.tm_hour, now.tm_min, now.tm_sec)
    zone = f"{quarters % 10}{quarters // 10 + (8 if now.tm_gmtoff < 0 else 0):X}"
    return "".join(f"{value:02d}"[::-1] for value in fields) + zone


def _decoded(pdu: bytes) -> Part:
    """A SUBMIT of 3GPP TS 23.040, 9.2.2.2."""
    at = 1 + pdu[0]
    first = pdu[at]
    digits, kind = pdu[at + 2], pdu[at + 3]
    at += 4
    number = "".join(f"{byte & 15:X}{byte >> 4:X}" for byte in pdu[at : at + (digits + 1) // 2])[:digits]
    at += (digits + 1) // 2
    coding = pdu[at + 1]
    at += 2 + {0x00: 0, 0x10: 1}.get(first & 0x18, 7)
    length, data = pdu[at], pdu[at + 1 :]
    header = data[1 : 1 + data[0]] if first & 0x40 else b""
    if coding & 0x0C == 0x08:
        text = data[len(header) + 1 if header else 0 : length].decode("utf-16-be", "surrogatepass")
    else:
        skipped = -(-8 * (len(header) + 1) // 7) if header else 0
        text = _letters(_septets(data, length)[skipped:])
    reference, total, order = (header[-3], header[-2], header[-1]) if len(header) >= 5 else (0, 1, 1)
    plus = "+" if kind & 0x70 == 0x10 else ""
    return Part(f"{plus}{number}", text, reference, total, order, bool(first & 0x20))


def _septets(data: bytes, count: int) -> list[int]:
    whole = int.from_bytes(data, "little")
    return [whole >> 7 * n & 0x7F for n in range(count)]


def _letters(codes: list[int]) -> str:
    text, escaped = "", False
    for code in codes:
        if escaped:
            text, escaped = text + _EXTENSION.get(code, "?"), False
        elif code == 0x1B:
            escaped = True
        else:
            text += _GSM[code]
    return text
