from pathlib import Path

import pytest

from sitegen.prose import lexicon, spelling

ROOT = Path(__file__).parents[1]
HEAD = "jargon: {}\nspelling: {}\namerican: {}\ncommon: {}\n"


def load(tmp_path, text):
    file = tmp_path / lexicon.PATH
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return lexicon.load(tmp_path)


def test_own_lexicon_has_no_problem_and_words_in_small_letters():
    words, problems = lexicon.load(ROOT)
    assert problems == ()
    listed = (*words.jargon, *words.spelling, *words.american)
    assert [word for word in listed if word != word.casefold()] == []
    assert [word for word in words.american if spelling.fault(word)] == []
    british = [word for text in words.american.values() for word in text.split()]
    assert [word for word in british if spelling.fault(word) and word not in words.spelling] == []
    assert words.acronyms.keys() & words.common.keys() == set()


def test_repository_without_the_file_has_no_words_of_its_own(tmp_path):
    assert lexicon.load(tmp_path) == (lexicon.Lexicon(), ())


def test_words_are_read(tmp_path):
    words, problems = load(tmp_path, HEAD + "acronyms:\n  LSP: [local partnership]\n")
    assert problems == ()
    assert words == lexicon.Lexicon(acronyms={"LSP": ["local partnership"]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, 'docs/data/prose.yml:1:1: missing-key: the key "acronyms" is missing\n'),
        (
            HEAD + "acronyms:\n  LSP: local partnership\n",
            (
                'docs/data/prose.yml:6:8: wrong-type: "LSP" is the text "local partnership"\n'
                "    expected: a list\n"
                '    hint: begin each entry with "- " on its own line'
            ),
        ),
        (
            HEAD + "acronyms: {}\nwords: {}\n",
            'docs/data/prose.yml:6:1: unknown-key: the key "words" is unknown\n',
        ),
        ("jargon: [\n", "docs/data/prose.yml:2:1: yaml-syntax: "),
    ],
)
def test_fault_of_the_file_is_told_with_its_place(tmp_path, text, expected):
    words, (problem,) = load(tmp_path, text)
    assert words == lexicon.Lexicon()
    assert str(problem).startswith(expected)
