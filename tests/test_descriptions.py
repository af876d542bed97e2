from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.prose.descriptions import LONGEST, describe

SENTENCE = "Helps the partners work out an aim that each of them can own and repeat."


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ([SENTENCE], SENTENCE),
        ([f"{SENTENCE} {SENTENCE}"], f"{SENTENCE} {SENTENCE}"),
        ([f"{SENTENCE} {SENTENCE} {SENTENCE}"], f"{SENTENCE} {SENTENCE}"),
        ([SENTENCE, "It stands in an area."], SENTENCE),
        (["Tidy rooms.", "It stands in an area."], "Tidy rooms. It stands in an area."),
        (["Tidy rooms."], "Tidy rooms."),
        (["word " * 40 + "end."], " ".join(["word"] * 31) + "…"),
    ],
)
def test_a_description_is_whole_sentences_that_fit(texts, line):
    assert describe(*texts) == line


@given(st.text(min_size=1))
def test_a_description_is_never_longer_than_what_is_shown(text):
    assert len(describe(text)) <= LONGEST
