"""A real telephone world on this machine: Kamailio as the exchange, baresip as the softphones, sipp as the network behind it.

Numbers on the network (``+1555010…``, six digits or more) behave by their last digits: 486 is busy, 404 does not exist, 503 is out of
order, 480 rings for ever; all others answer and wait to be hung up. Phones ring one another by name.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.ports import free_port
from tests.real.servers.proc import (
    ProcessGuard,
    ProgramMissingError,
    ServerProcess,
    find_program,
    free_ports,
    require_programs,
    wait_until,
)

START_TIMEOUT_S = 20
ADDRESS = "10.77.0.1"
"""An address of this machine beside 127.0.0.1, which baresip does not take."""

BARESIP_MODULES = Path("/usr/lib/baresip/modules")
DOMAIN = "phones.test"

_EXCHANGE = """#!KAMAILIO
debug=1
log_stderror=yes
children=2
fork=yes
auto_aliases=no
listen=udp:127.0.0.1:{port}
listen=tcp:127.0.0.1:{port}
tcp_children=1
mpath="{modules}/"
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
loadmodule "kex.so"
modparam("usrloc","db_mode",0)
modparam("registrar","method_filtering",1)
modparam("registrar","default_expires",120)
modparam("rr","enable_full_lr",1)
request_route {{
  if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483","Too Many Hops"); exit; }}
  if (is_method("OPTIONS") && uri==myself) {{ sl_send_reply("200","OK"); exit; }}
  if (has_totag()) {{
    if (loose_route()) {{ t_relay(); exit; }}
    if (is_method("ACK")) {{ if (t_check_trans()) t_relay(); exit; }}
    if (!t_relay()) sl_reply_error();
    exit;
  }}
  if (is_method("CANCEL")) {{ if (t_check_trans()) t_relay(); exit; }}
  t_check_trans();
  if (is_method("REGISTER")) {{
    $var(pw) = $au + "-of-tests";
    if ($au == $null || !pv_www_authenticate("{domain}", "$var(pw)", "0")) {{ www_challenge("{domain}","1"); exit; }}
    if (!save("location")) sl_reply_error();
    exit;
  }}
  if (is_method("INVITE|REFER|SUBSCRIBE")) record_route();
  if ($rU =~ "^\\+?[0-9]{{6,}}$") {{ $du = "sip:127.0.0.1:{network}"; t_relay(); exit; }}
  if (!lookup("location")) {{ t_newtran(); t_reply("404","Not Found"); exit; }}
  t_relay();
}}
"""

_PHONE = """poll_method epoll
sip_listen {address}:{sip}
call_local_timeout {patience}
call_max_calls 4
audio_path /usr/share/baresip
audio_player aubridge,{name}
audio_source aufile,{sound}
audio_alert aufile,/dev/null
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
audio_level no
ausrc_format s16
auplay_format s16
auenc_format s16
audec_format s16
rtp_ports {rtp}-{rtp_last}
rtcp_mux no
rtp_timeout 0
net_interface lo
module_path {modules}
module g711.so
module aufile.so
module aubridge.so
module uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
snd_path {folder}
"""

_HEADERS = """[last_Via:]
{more}[last_From:]
[last_To:]{tag}
[last_Call-ID:]
{cseq}
"""


@dataclass
class Softphone:
    """One baresip.

    Attributes:
        name: its user at the exchange.
        control: port of ctrl_tcp.
        answers: takes calls by itself.
    """

    name: str
    folder: Path
    control: int
    sip: int
    rtp: int
    answers: bool
    patience: int
    exchange: int
    guard: ProcessGuard
    process: ServerProcess | None = field(default=None)

    def start(self) -> None:
        """Start, and wait until it is registered."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sound = self.folder / "silence.wav"
        with wave.open(str(sound), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(bytes(2 * 8000 * 30))
        (self.folder / "config").write_text(
            _PHONE.format(
                address=ADDRESS,
                sip=self.sip,
                patience=self.patience,
                name=self.name,
                sound=sound,
                rtp=self.rtp,
                rtp_last=self.rtp + 20,
                modules=BARESIP_MODULES,
                control=self.control,
                folder=self.folder,
            ),
            encoding="ascii",
        )
        mode = "auto" if self.answers else "manual"
        account = (
            f"<sip:{self.name}@{DOMAIN}:{self.exchange}>;auth_user={self.name};auth_pass={self.name}-of-tests;"
            f'outbound="sip:127.0.0.1:{self.exchange};transport=udp";regint=60;answermode={mode};'
            "audio_codecs=PCMU/8000/1,PCMA/8000/1;ptime=20\n"
        )
        (self.folder / "accounts").write_text(account, encoding="ascii")
        (self.folder / "contacts").write_text("", encoding="ascii")
        log = self.folder / "log"
        log.write_bytes(b"")
        # It writes into the folder it stands in.
        self.process = ServerProcess(
            ["baresip", "-f", str(self.folder), "-s"], guard=self.guard, log=log, cwd=self.folder
        )
        self.process.wait_port(self.control, START_TIMEOUT_S)
        wait_until(
            lambda: b"200 OK" in log.read_bytes() or b"registered successfully" in log.read_bytes(),
            START_TIMEOUT_S,
            f"{self.name} is registered",
        )

    def stop(self) -> None:
        """End it properly: it hangs up and signs off."""
        if self.process is not None:
            self.process.stop(signal.SIGTERM)

    def kill9(self) -> None:
        """End it at once, in the middle of a call too."""
        if self.process is not None:
            self.process.kill()

    def command(self, command: str, params: str = "") -> None:
        """Tell it something over its control port, as somebody at the telephone would do by hand."""
        self.watch(command, bool, params)

    def watch(self, command: str, enough: Callable[[bytes], bool], params: str = "", seconds: float = 10.0) -> bytes:
        """Tell it something, and hear what it says from then on until that is enough."""
        body = json.dumps({"command": command, "params": params, "token": "test"}).encode()
        heard = b""
        deadline = time.monotonic() + seconds
        with socket.create_connection(("127.0.0.1", self.control), 5) as line:
            line.sendall(b"%d:%s," % (len(body), body))
            while not enough(heard):
                line.settimeout(max(0.01, deadline - time.monotonic()))
                heard += line.recv(65_536)
        return heard


class SipServer:
    """The exchange, the network behind it, and two softphones: ``agent``, whom the console drives, and ``other``, who rings in.

    Attributes:
        port: of the exchange, UDP and TCP on 127.0.0.1.
    """

    def __init__(self, folder: Path, guard: ProcessGuard) -> None:
        require_programs("the telephones", "kamailio", "baresip", "sipp", "ip")
        found = sorted(Path("/usr/lib").glob("*/kamailio/modules"))
        if not found or not BARESIP_MODULES.is_dir():
            raise ProgramMissingError("the modules of Kamailio or of baresip are missing")
        _take_address()
        self._modules = found[0]
        self._folder = folder
        self._guard = guard
        self.port, self._network, *controls = free_ports(4)
        self._exchange: ServerProcess | None = None
        self._carrier: ServerProcess | None = None
        self.agent = self._phone("agent", controls[0], answers=False)
        self.other = self._phone("other", controls[1], answers=False)

    def _phone(self, name: str, control: int, *, answers: bool) -> Softphone:
        sip, rtp = free_port(), 20_000 + (os.getpid() * 64 + len(name) * 32) % 20_000
        return Softphone(name, self._folder / name, control, sip, rtp, answers, 4, self.port, self._guard)

    def start(self) -> None:
        """Everything; about a second."""
        self._folder.mkdir(parents=True, exist_ok=True)
        config = self._folder / "kamailio.cfg"
        config.write_text(
            _EXCHANGE.format(port=self.port, modules=self._modules, domain=DOMAIN, network=self._network),
            encoding="ascii",
        )
        run = self._folder / "run"
        run.mkdir(exist_ok=True)
        self._exchange = ServerProcess(
            ["kamailio", "-f", str(config), "-Y", str(run), "-m", "32", "-M", "4", "-DD", "-E"],
            guard=self._guard,
            log=self._folder / "kamailio.log",
        )
        self._exchange.wait_port(self.port, START_TIMEOUT_S)
        scenario = self._folder / "network.xml"
        scenario.write_text(network_scenario(), encoding="ascii")
        self._carrier = ServerProcess(
            [
                "sipp",
                *("-sf", str(scenario), "-i", "127.0.0.1", "-p", str(self._network)),
                *("-nostdin", "-skip_rlimit", "-nd", "-default_behaviors", "all,-bye"),
            ],
            guard=self._guard,
            log=self._folder / "sipp.log",
            cwd=self._folder,
        )
        for phone in (self.agent, self.other):
            phone.start()

    def stop(self) -> None:
        """End everything."""
        self.agent.stop()
        self.other.stop()
        for process in (self._carrier, self._exchange):
            if process is not None:
                process.stop(signal.SIGTERM)

    def ensure_fresh(self) -> None:
        """The driven phone runs, and no call is open."""
        for phone in (self.agent, self.other):
            if phone.process is None or not phone.process.running:
                phone.start()
            with contextlib.suppress(OSError):
                phone.command("hangup")


def _take_address() -> None:
    """Give this machine the address the telephones stand on; it stays, since another run may use it too."""
    program = find_program("ip") or "ip"
    have = subprocess.run([program, "-o", "addr", "show", "dev", "lo"], capture_output=True, text=True, check=False)
    if f"{ADDRESS}/" in have.stdout:
        return
    words = [program, "addr", "add", f"{ADDRESS}/32", "dev", "lo"]
    sudo = find_program("sudo")
    # As root, or where sudo asks no password; two runs may do it at once.
    for whole in (words, [sudo, "-n", *words] if sudo else None):
        done = None if whole is None else subprocess.run(whole, capture_output=True, text=True, check=False)
        if done is not None and (done.returncode == 0 or "exists" in done.stderr.lower()):
            return
    raise ProgramMissingError(f"the telephones need an address that only root can add: sudo {' '.join(words)}")


def network_scenario() -> str:
    """What the network does with a call, as sipp's scenario."""
    endings = {"486": "Busy Here", "404": "Not Found", "503": "Service Unavailable"}
    tests = "".join(
        f'<ereg regexp="sip:[+]?[0-9]*{code}@" search_in="hdr" header="To:" assign_to="c{code}"/>'
        for code in (*endings, "480")
    )
    parts = [
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="network">',
        f'<recv request="INVITE" crlf="true"><action>{tests}</action></recv>',
        _reply("100 Trying"),
        *(f'<nop test="c{code}" next="e{code}"/>' for code in endings),
        _reply("180 Ringing", tagged=True, routed=True),
        '<nop test="c480" next="ring"/>\n<pause milliseconds="300"/>',
        _answer(),
        '<recv request="ACK"/>\n<recv request="BYE"/>',
        _reply("200 OK", after="done"),
    ]
    for code, words in endings.items():
        parts += [f'<label id="e{code}"/>', _reply(f"{code} {words}", tagged=True, again=True)]
        parts.append('<recv request="ACK" next="done"/>')
    parts += ['<label id="ring"/>\n<recv request="CANCEL"/>', _reply("200 OK")]
    parts.append(_reply("487 Request Terminated", tagged=True, again=True, cseq="CSeq: [last_cseq_number] INVITE"))
    parts.append('<recv request="ACK"/>\n<label id="done"/>\n</scenario>\n')
    return "\n".join(parts)


def _reply(
    line: str,
    *,
    tagged: bool = False,
    routed: bool = False,
    again: bool = False,
    after: str = "",
    cseq: str = "[last_CSeq:]",
    body: str = "Content-Length: 0\n\n",
) -> str:
    route = "[last_Record-Route:]\n" if routed else ""
    contact = "Contact: <sip:[local_ip]:[local_port]>\n" if routed else ""
    more = f"{' retrans=' + chr(34) + '500' + chr(34) if again else ''}{f' next={chr(34)}{after}{chr(34)}' if after else ''}"
    headers = _HEADERS.format(more=route, tag=";tag=[call_number]" if tagged else "", cseq=cseq)
    return f"<send{more}><![CDATA[\nSIP/2.0 {line}\n{headers}{contact}{body}]]></send>"


def _answer() -> str:
    sound = (
        "Content-Type: application/sdp\nContent-Length: [len]\n\nv=0\no=network 1 1 IN IP[local_ip_type] [local_ip]\ns=-\n"
        "c=IN IP[media_ip_type] [media_ip]\nt=0 0\nm=audio [auto_media_port] RTP/AVP 0 101\na=rtpmap:0 PCMU/8000\n"
        "a=rtpmap:101 telephone-event/8000\na=fmtp:101 0-15\n"
    )
    return _reply("200 OK", tagged=True, routed=True, again=True, body=sound)
