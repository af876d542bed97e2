import pytest

from sitegen.prose import wordplaces

FOLDED = ["a: 1", "b: >-", "  The end", "  of the", "  end  ", "  user."]


@pytest.mark.parametrize(
    ("value", "start", "word", "expected"),
    [
        ("The end of the end user.", 4, "end", (3, 7)),
        ("The end of the end user.", 15, "end", (5, 3)),
        ("The end of the end user.", 15, "end user", (5, 3)),
        ("The end of the end user.", 19, "user", (6, 3)),
        ("The \u00e9nd", 4, "\u00e9nd", (2, 4)),
    ],
)
def test_word_of_a_folded_text_is_found_on_its_line(value, start, word, expected):
    assert wordplaces.place(FOLDED, (2, 4), value, start, word) == expected


def test_word_on_the_line_of_the_key_is_found_and_the_key_is_not_the_value():
    assert wordplaces.place(["teh: the teh"], (1, 6), "the teh", 4, "teh") == (1, 10)
