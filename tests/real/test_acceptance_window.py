"""One outage survived on a real helpdesk, through the window, in Japanese."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from fallback_console.services import sync
from tests.real.outage_world import ANSWER, COLLEAGUE, LOGIN, TEXT, Story
from tests.real.servers.kannel import KannelServer
from tests.real.servers.rt import RtServer
from tests.real.station_cli import connect_all, station
from tests.real.window_driver import WindowDriver

_PROJECT = Path(__file__).resolve().parents[2]


class Agent:
    """The process of the window until it is killed."""

    def __init__(self, folder: Path) -> None:
        with (folder / "agent.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.real.window_agent", str(folder)],
                cwd=_PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        self._log = folder / "agent.log"

    def hear(self, word: str) -> list[str]:
        """Wait until it is so far; the words it said."""
        assert self._process.stdout is not None
        said = self._process.stdout.readline().split()
        assert said, self._log.read_text(encoding="utf-8", errors="replace")[-3000:]
        assert said[0] == word
        return said

    def go_on(self) -> None:
        """Let it work."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def agent_at(folder: Path) -> Iterator[Agent]:
    agent = Agent(folder)
    try:
        yield agent
    finally:
        agent.kill()


def test_one_outage_survived_through_the_window(
    rt: RtServer, kannel: KannelServer, qapp: QApplication, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    story = Story(rt, kannel, tmp_path)
    with station(tmp_path) as cli:
        connect_all(cli, story)
        cli("pull")
        with agent_at(tmp_path) as agent:
            agent.hear("open")
            rt.freeze()
            frozen = time.monotonic()
            agent.hear("outage")
            detected = time.monotonic() - frozen
            rt.kill9()
            agent.go_on()
            _, number, mobile = agent.hear("case")
            agent.hear("texted")
            # The window keeps it back for ten seconds, so that it can be taken back.
            kannel.handset.wait_for(lambda m: m.to == mobile and m.text == TEXT, 25)
            kannel.handset.send(mobile, kannel.number, ANSWER)
            agent.hear("answered")
            # Killed in the middle of its life; what it acknowledged has to be there.
            agent.kill()
        driver = WindowDriver(qapp, tmp_path, LOGIN, "ja")
        try:
            back = _come_back(story, driver, int(number))
        finally:
            driver.close()
        assert cli("deliveries")["deliveries"] == []
        story.assert_everything_once_and_in_order()
    figure(
        f"acceptance through the window: outage shown after {detected:.1f} s, "
        f"everything back {back:.1f} s after the helpdesk"
    )


def _come_back(story: Story, driver: WindowDriver, number: int) -> float:
    """The helpdesk returns while somebody else is quicker; one click resolves the conflict. Seconds until all was done."""
    desk = driver.queue.desk
    left = desk.read(sync.deliveries)
    assert len(left) == 6
    assert {row.case_number for row in left} == {str(number)}
    story.case = number
    story.rt.start()
    returned = time.monotonic()
    story.before = story.rt.field_names(number)
    story.colleague_changes_the_case()
    driver.until(lambda: desk.read(sync.conflicts), 60, "the conflict")
    conflict = desk.read(sync.conflicts)[0]
    assert (conflict.field, conflict.theirs, conflict.theirs_by) == ("status", "stalled", COLLEAGUE)
    driver.window.show_view("sync")
    driver.until(lambda: _keep_mine(driver) is not None, 20, "the conflict is shown side by side")
    keep = _keep_mine(driver)
    assert keep is not None
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    driver.until(lambda: not desk.read(sync.deliveries), 60, "nothing is left waiting")
    back = time.monotonic() - returned
    assert back <= 60
    return back


def _keep_mine(driver: WindowDriver) -> QPushButton | None:
    panel = driver.sync.panel
    return None if panel is None else panel.findChild(QPushButton, "keep-mine")
