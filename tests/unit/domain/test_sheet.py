"""Tables as CSV and as text."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.sheet import Sheet, sheets_csv, sheets_text

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
rows = st.lists(st.lists(cells, min_size=3, max_size=3), max_size=4)
sheets = st.lists(
    st.builds(lambda title, some: Sheet(title, ["A", "B", "C"], some, (0.4, 0.3, 0.3)), cells, rows), max_size=3
)


@given(sheets)
def test_no_cell_is_ever_computed_and_all_rows_are_equally_wide(some: list[Sheet]) -> None:
    text = sheets_csv("Report", some)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {3 if some else 1}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_text_is_read_in_a_message() -> None:
    counts = Sheet("Work", ["What", "How many"], [["Calls", "3"]], (0.5, 0.5))
    people = Sheet("People", ["Who", "Calls", "SMS"], [["ann", "2", "0"], ["bob\nx", "1", "4"]], (0.4, 0.3, 0.3))
    assert sheets_text("Today", [counts, people]).splitlines() == [
        "Today",
        "",
        "Work",
        "Calls: 3",
        "",
        "People",
        "ann · Calls 2",
        "bob x · Calls 1 · SMS 4",
    ]
