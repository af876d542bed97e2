import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.prose.sentences import STAND_IN, count_words, sentences

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  ", []),
        ("A title", ["A title"]),
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("We met... Then we left.", ["We met...", "Then we left."]),
        ("We met… and left.", ["We met… and left."]),
        ("Ask, e.g. Ms Khan. Then i.e. Dr. Lee.", ["Ask, e.g. Ms Khan.", "Then i.e. Dr. Lee."]),
        ("It is on p. 39. See No. 3 too.", ["It is on p. 39.", "See No. 3 too."]),
        ("The answer is no. Then stop.", ["The answer is no.", "Then stop."]),
        ("A mean of 3.5 rose. 16 did not.", ["A mean of 3.5 rose.", "16 did not."]),
        ("Passmore, J. (2007) wrote it.", ["Passmore, J. (2007) wrote it."]),
        ("J. K. Lee and U.K. Smith et al. (2007).", ["J. K. Lee and U.K. Smith et al. (2007)."]),
        ("So do I. You too.", ["So do I.", "You too."]),
        (
            "See doi:10.1136/bmj.320.7251.1723. It is free.",
            ["See doi:10.1136/bmj.320.7251.1723.", "It is free."],
        ),
        ("He asked “why?” and left.", ["He asked “why?” and left."]),
        ("He asked “Why?” She left.", ["He asked “Why?”", "She left."]),
        ("It ends (so we say.) “Good”, they say.", ["It ends (so we say.)", "“Good”, they say."]),
        (f"Run it. {STAND_IN} prints all.", ["Run it.", f"{STAND_IN} prints all."]),
        ("It is so . Then it ends.", ["It is so .", "Then it ends."]),
    ],
)
def test_text_is_parted_into_its_sentences(text, expected):
    assert [sentence.text for sentence in sentences(text)] == expected


def test_sentence_knows_where_it_begins():
    assert [sentence.start for sentence in sentences("  One is.  Two are.")] == [2, 11]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one two", 2),
        ("It’s a win-win, and/or 20–25 at 3.5 %.", 7),
        (f"Run {STAND_IN} now — or later.", 5),
        ("– … ?", 0),
    ],
)
def test_words_are_counted(text, number):
    assert count_words(text) == number


def test_sentences_need_no_markdown_parser():
    code = "import sys, sitegen.prose.descriptions; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
