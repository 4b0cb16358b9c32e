"""A file that cannot be read is told as such, whatever was typed for its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from fallback_console.compose.importing import read_file
from fallback_console.domain.errors import InputError


@pytest.mark.parametrize("name", ["none.csv", "a\0b.csv", "\ud800.csv", "x" * 5000, ""])
def test_a_name_that_leads_to_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / name)
