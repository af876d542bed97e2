import pytest

from sitegen.prose import spelling


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("teh", ('"teh" is misspelt', "the")),
        ("Recieve", ('"Recieve" is misspelt', "receive")),
        ("doesnt", ('"doesnt" is misspelt', "doesn't, does not")),
        ("behavior", ('"behavior" is American spelling', "behaviour")),
        ("Organizations", ('"Organizations" is American spelling', "organisations")),
        ("prioritizing", ('"prioritizing" is American spelling', "prioritising")),
        ("analyzed", ('"analyzed" is American spelling', "analysed")),
        ("behaviour", None),
        ("organisation", None),
        ("size", None),
        ("downsizing", None),
        ("prizes", None),
        ("seized", None),
        ("citizen", None),
        ("don’t", None),
    ],
)
def test_word_is_fine_or_its_fault_is_named(word, expected):
    assert spelling.fault(word) == expected


def test_parts_of_a_word_with_a_hyphen_are_words_and_numbers_are_none():
    found = spelling.words("Self-aware, it’s 3rd of x2 at café’s.")
    assert [word[0] for word in found] == ["Self", "aware", "it’s", "of", "at", "café’s"]


def test_quotations_are_found_in_each_kind_of_quotation_mark():
    text = "a “b” c ‘d’s e’ f \"g\" h's i's"
    assert [text[first:last] for first, last in spelling.quoted(text)] == ["“b”", "‘d’s e’", '"g"']
