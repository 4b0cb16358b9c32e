"""Mirroring against fetching and parsing the same answers."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from contextlib import closing
from pathlib import Path

import httpx
from pytest_benchmark.fixture import BenchmarkFixture

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.views import CaseFilter
from fallback_console.network.puller import Puller
from fallback_console.ports import PullScope
from fallback_console.services import queue
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.bench.figures import Figures
from tests.bench.rt_process import RtProcess

KEY = DatabaseKey(bytes(range(32)))
CASES = 10_000
ROUNDS = 3


class _Recorder(httpx.AsyncBaseTransport):
    """Passes requests on and remembers them, so that the bare side asks exactly the same."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self.requests: list[tuple[str, str, bytes, dict[str, str]]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        kept = {k: v for k, v in request.headers.items() if k in ("authorization", "content-type", "accept-encoding")}
        self.requests.append((request.method, str(request.url), request.content, kept))
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def test_mirroring_ten_thousand_cases(tmp_path: Path, figures: Figures, benchmark: BenchmarkFixture) -> None:
    with RtProcess(CASES) as rt:
        recorder = _Recorder()
        assert asyncio.run(_mirror(tmp_path / "first", rt, recorder)) == CASES
        bare: list[float] = []
        folders = (tmp_path / f"data{number}" for number in itertools.count())

        def fetch_and_parse() -> tuple[tuple[object, ...], dict[str, object]]:
            begin = time.perf_counter()
            asyncio.run(_bare(recorder.requests))
            bare.append(time.perf_counter() - begin)
            return (next(folders),), {}

        def mirror(folder: Path) -> None:
            assert asyncio.run(_mirror(folder, rt, httpx.AsyncHTTPTransport())) == CASES

        benchmark.pedantic(mirror, setup=fetch_and_parse, rounds=ROUNDS)
    ours = benchmark.stats.stats.median
    assert figures.ratio(
        "mirroring 10,000 cases / fetching and parsing them", "s", ours, statistics.median(bare), 3.0
    ).met


async def _mirror(folder: Path, rt: RtProcess, transport: httpx.AsyncBaseTransport) -> int:
    helpdesk = RequestTracker(rt.url, rt.token, clock=SystemClock(), transport=transport)
    with closing(Store.open(folder, KEY, SystemClock())) as store:
        puller = Puller(store, helpdesk, PullScope(closed_days=10_000), SystemClock(), lambda event: None)
        await puller.run_once(asyncio.Event())
        await helpdesk.aclose()
        return store.read(lambda r: queue.count_cases(r, CaseFilter(open_only=False)))


async def _bare(requests: list[tuple[str, str, bytes, dict[str, str]]]) -> None:
    """The same requests, three at a time as the adapter does, parsed and thrown away."""
    gate = asyncio.Semaphore(3)
    async with httpx.AsyncClient(timeout=60) as client:

        async def one(method: str, url: str, body: bytes, headers: dict[str, str]) -> None:
            async with gate:
                (await client.request(method, url, content=body, headers=headers)).json()

        await asyncio.gather(*(one(*request) for request in requests))
