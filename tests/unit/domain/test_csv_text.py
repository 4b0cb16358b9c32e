"""CSV that spreadsheets show and never compute."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.csv_text import csv_text, safe_cell

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize(
    "text",
    ['=cmd|"/C calc"!A0', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u3000＝1", "＋81", "\0=1"],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "Invoice 7 = 8", "障害", "a-b", "1 + 1", "'quoted'"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back_and_none_is_computed(rows: list[list[str]]) -> None:
    text = csv_text(("One", "Two"), rows)
    assert text.startswith("\ufeff")
    back = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert back[0] == ["One", "Two"]
    assert len(back) == len(rows) + 1
    for row, cells in zip(back[1:], rows, strict=True):
        for shown, cell in zip(row, cells, strict=True):
            assert shown.removeprefix("'") in (cell.replace("\0", ""), cell.replace("\0", "").removeprefix("'"))
            assert not shown.lstrip(" \u00a0\u3000").startswith(DANGEROUS)
