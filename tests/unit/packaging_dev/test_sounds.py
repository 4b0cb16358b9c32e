"""The sounds in the package are those that the script makes."""

from __future__ import annotations

import importlib.util
import io
import wave
from pathlib import Path
from types import ModuleType

import pytest

from fallback_console.domain.attention import SOUNDS as CHOICES
from fallback_console.domain.attention import VOLUMES as CHOSEN_VOLUMES

PATH = Path(__file__).resolve().parents[3] / "packaging" / "dev" / "sounds.py"


def load() -> ModuleType:
    """The script: no package has it."""
    spec = importlib.util.spec_from_file_location("sounds", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sounds = load()


def test_there_is_a_file_for_every_choice_and_no_other() -> None:
    assert set(sounds.SOUNDS) == set(CHOICES)
    assert sounds.VOLUMES == CHOSEN_VOLUMES
    names = {path.name for path in sounds.FOLDER.iterdir()}
    assert names == {f"{name}-{volume}.wav" for name in CHOICES for volume in CHOSEN_VOLUMES}


@pytest.mark.parametrize("name", sorted(sounds.SOUNDS))
def test_they_are_made_anew_just_so(name: str) -> None:
    for volume in sounds.VOLUMES:
        assert (sounds.FOLDER / f"{name}-{volume}.wav").read_bytes() == sounds.wav(name, volume)


@pytest.mark.parametrize("name", sorted(sounds.SOUNDS))
def test_they_are_short_and_begin_and_end_in_silence(name: str) -> None:
    with wave.open(io.BytesIO(sounds.wav(name, 100))) as file:
        frames = file.readframes(file.getnframes())
        assert 0.2 < file.getnframes() / file.getframerate() < 1.5
    assert abs(frames[0] - 128) < 3
    assert abs(frames[-1] - 128) < 3
    quiet = list(sounds.samples(name, 25))
    loud = list(sounds.samples(name, 100))
    assert 0 < max(map(abs, quiet)) < max(map(abs, loud)) < 128
