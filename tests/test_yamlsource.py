import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.files import yamlsource
from sitegen.files.yamlsource import ANY


def read(tmp_path, content):
    file = tmp_path / "a.yml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return yamlsource.read(file, "a.yml")


def messages(tmp_path, content):
    _, problems = read(tmp_path, content)
    return [str(problem) for problem in problems]


def test_mappings_lists_texts_whole_numbers_and_booleans_are_read(tmp_path):
    document, problems = read(
        tmp_path,
        """
        # A comment
        text: yes, it does
        quoted: "no"
        single: '12:30'
        version: 1.0.0
        folded: >-
          one
          two
        number: -12
        flags: [true, false]
        parts:
          - id: fp-01
        """.replace("\n        ", "\n"),
    )
    assert problems == ()
    assert document is not None
    assert document.data == {
        "text": "yes, it does",
        "quoted": "no",
        "single": "12:30",
        "version": "1.0.0",
        "folded": "one two",
        "number": -12,
        "flags": [True, False],
        "parts": [{"id": "fp-01"}],
    }


def test_places_count_lines_and_characters_from_one(tmp_path):
    document, _ = read(tmp_path, 'title: "ééé"\nparts:\n  - {𝒳é: 1, b: two}\n')
    assert document is not None
    assert document.place(("title",), key=True) == (1, 1)
    assert document.place(("title",)) == (1, 8)
    assert document.place(("parts", 0, "b"), key=True) == (3, 13)
    assert document.place(("parts", 0, "b")) == (3, 16)
    # What is not there is told at the nearest thing that is.
    assert document.place(("parts", 0, "missing", 7)) == (3, 5)


def test_find_yields_what_matches_and_passes_over_what_is_misplaced(tmp_path):
    document, _ = read(tmp_path, "parts:\n  - id: a\n  - nothing\n  - id: 3\n  - id: c\n")
    assert document is not None
    assert list(document.texts("parts", ANY, "id")) == [
        (("parts", 0, "id"), "a"),
        (("parts", 3, "id"), "c"),
    ]
    assert document.at(("parts", 2, "id")) == 3
    assert document.at(("parts", 1, "id")) is None
    assert document.at(("parts", 9, "id")) is None


REFUSED = [
    (
        "a: yes\n",
        (
            "a.yml:1:4: yaml-value: some programs read yes without quotes as true or false, "
            "others as a text\n"
            "    expected: true or false, or a text in quotes\n"
            '    hint: write "yes" if you mean the text'
        ),
    ),
    (
        "a: No\n",
        (
            "a.yml:1:4: yaml-value: some programs read No without quotes as true or false, "
            "others as a text\n"
            "    expected: true or false, or a text in quotes\n"
            '    hint: write "No" if you mean the text'
        ),
    ),
    (
        "a: TRUE\n",
        (
            "a.yml:1:4: yaml-value: some programs read TRUE without quotes as true or false, "
            "others as a text\n"
            "    expected: true or false, or a text in quotes\n"
            '    hint: write "TRUE" if you mean the text'
        ),
    ),
    (
        "a: 2024-01-01\n",
        (
            "a.yml:1:4: yaml-value: some programs read 2024-01-01 without quotes as a date, "
            "others as a text\n"
            "    expected: a text in quotes\n"
            '    hint: write "2024-01-01" if you mean the text'
        ),
    ),
    (
        "a: 12:30:45\n",
        (
            "a.yml:1:4: yaml-value: some programs read 12:30:45 without quotes as a number "
            "to the base 60, others as a text\n"
            "    expected: a whole number such as 12, or a text in quotes\n"
            '    hint: write "12:30:45" if you mean the text'
        ),
    ),
    (
        "a: 0.42\n",
        (
            "a.yml:1:4: yaml-value: some programs read 0.42 without quotes as a number, "
            "others as a text\n"
            "    expected: a whole number such as 12, or a text in quotes\n"
            '    hint: write "0.42" if you mean the text'
        ),
    ),
    (
        "a: null\n",
        (
            "a.yml:1:4: yaml-value: null stands for a missing value\n"
            "    expected: a value\n"
            "    hint: leave the key out too if it is optional"
        ),
    ),
    (
        "b: 1\na:\n",
        (
            "a.yml:2:3: yaml-value: the value is missing\n"
            "    expected: a value\n"
            "    hint: leave the key out too if it is optional"
        ),
    ),
    (
        "a: 1\nb: 2\na: 3\n",
        'a.yml:3:1: yaml-duplicate: "a" is already there, at 1:1\n    hint: keep one of the two',
    ),
    (
        "a: &x text\n",
        (
            "a.yml:1:4: yaml-anchor: &x names a place, which is refused\n"
            "    hint: write the text out, or put it in quotes if it begins with this character"
        ),
    ),
    (
        "a: *x\n",
        (
            "a.yml:1:4: yaml-alias: *x refers to another place, which is refused\n"
            "    hint: write the text out, or put it in quotes if it begins with this character"
        ),
    ),
    (
        "<<: {a: 1}\n",
        "a.yml:1:1: yaml-merge: << merges mappings, which is refused\n    hint: write the keys out",
    ),
    (
        "a: !!python/object/apply:os.system [id]\n",
        (
            "a.yml:1:4: yaml-tag: tag:yaml.org,2002:python/object/apply:os.system is a tag, "
            "which is refused\n"
            "    hint: write the text out, or put it in quotes if it begins with this character"
        ),
    ),
    (
        "a: ! text\n",
        (
            "a.yml:1:4: yaml-tag: ! is a tag, which is refused\n"
            "    hint: write the text out, or put it in quotes if it begins with this character"
        ),
    ),
    (
        "a: 1\n---\nb: 2\n",
        (
            "a.yml:2:1: yaml-document: a second document begins here\n"
            "    hint: keep one document in a file"
        ),
    ),
    ("%YAML 1.2\n---\na: 1\n", "a.yml:1:1: yaml-directive: lines that begin with % are refused"),
    ("1: a\n", "a.yml:1:1: yaml-key: 1 cannot be a key without quotes\n    expected: a text"),
    ("on: a\n", "a.yml:1:1: yaml-key: on cannot be a key without quotes\n    expected: a text"),
    ("[a, b]: c\n", "a.yml:1:1: yaml-key: a key must be a text"),
    (
        "a:\n\t- b\n",
        "a.yml:2:1: yaml-tab: there is a tab\n    hint: use spaces, two for each level",
    ),
    (
        "a: b\x07c\n",
        (
            "a.yml:1:5: yaml-character: the character U+0007 cannot be seen and is refused\n"
            "    hint: delete it and type the line again"
        ),
    ),
    (
        "a: b\u202ec\n",
        (
            "a.yml:1:5: yaml-character: the character U+202E cannot be seen and is refused\n"
            "    hint: delete it and type the line again"
        ),
    ),
    (
        'a: "b\\ud800"\n',
        "a.yml:1:4: yaml-character: the text holds U+D800, which no page can hold",
    ),
    (
        b"a: 1\nb: caf\xe9\n",
        'a.yml:2:7: yaml-encoding: the byte 0xE9 is not UTF-8\n    hint: save the file as "UTF-8"',
    ),
    (
        b"\xef\xbb\xbfa: 1\n",
        (
            "a.yml:1:1: yaml-encoding: the file begins with a byte order mark\n"
            '    hint: save it as "UTF-8" and not as "UTF-8 with BOM"'
        ),
    ),
    ("", "a.yml:1:1: yaml-empty: the file is empty"),
    ("# only a comment\n", "a.yml:1:1: yaml-empty: the file is empty"),
    ("---\n", "a.yml:1:1: yaml-empty: the file is empty"),
    ("- a\n", "a.yml:1:1: yaml-top: the file holds a list\n    expected: keys with values"),
    ("text\n", "a.yml:1:1: yaml-top: the file holds a text\n    expected: keys with values"),
    (
        "a: b: c\n",
        (
            "a.yml:1:5: yaml-syntax: this colon cannot begin a value here\n"
            "    hint: put the whole text in quotes if the colon belongs to it; "
            "otherwise check the indentation"
        ),
    ),
    (
        'a: 1\nb: "open\nc: 2\n',
        (
            "a.yml:2:4: yaml-syntax: the quotation mark that opens here is never closed\n"
            "    hint: add the closing mark"
        ),
    ),
    (
        "a: [1, 2\nb: 3\n",
        (
            'a.yml:1:4: yaml-syntax: the list or mapping that begins here is not closed with "]"\n'
            '    hint: separate its parts with commas and end it with "]"'
        ),
    ),
    (
        "a: @here\n",
        (
            'a.yml:1:4: yaml-syntax: a text cannot begin with "@"\n'
            "    hint: put the whole text in quotes"
        ),
    ),
    (
        'a: "c:\\q"\n',
        (
            "a.yml:1:8: yaml-syntax: \\q means nothing between double quotes\n"
            "    hint: write \\\\ for a backslash, or use single quotes"
        ),
    ),
    (
        "a:\n  - b\n c: d\n",
        (
            "a.yml:3:2: yaml-syntax: this line does not fit what stands above it\n"
            "    hint: check the indentation and the quotes of this line and of the one above"
        ),
    ),
    (
        "a: 1\nb\n",
        (
            "a.yml:2:1: yaml-syntax: this line is no key with a value\n"
            "    hint: check the indentation and the quotes of this line and of the one above"
        ),
    ),
]


@pytest.mark.parametrize(("content", "expected"), REFUSED)
def test_refused_yaml_has_its_own_message(tmp_path, content, expected):
    assert messages(tmp_path, content) == [expected]


@pytest.mark.parametrize(("content", "expected"), REFUSED)
def test_messages_are_the_same_without_libyaml(tmp_path, monkeypatch, content, expected):
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert messages(tmp_path, content) == [expected]


@pytest.mark.parametrize(
    "plain",
    [
        "y",
        "on",
        "Off",
        "FALSE",
        "~",
        "Null",
        "017",
        "0x1F",
        "0b1",
        "0o7",
        "1_000",
        "+5",
        "1e3",
        ".inf",
        "-.INF",
        ".nan",
        "5.",
        ".5",
        "12:30",
        "2024-1-1",
        "2024-01-01T00:00:00Z",
        "1234567890123456",
        "-0x1",
    ],
)
def test_every_form_that_programs_read_differently_is_refused(tmp_path, plain):
    _, problems = read(tmp_path, f"a: {plain}\n")
    assert [problem.code for problem in problems] == ["yaml-value"]


def test_all_problems_of_a_file_are_told_in_one_run(tmp_path):
    document, problems = read(
        tmp_path, "a: no\nb: &x 1\nc: *x\nd: 1.5\na: 2\n<<: {e: on}\nf: fine\n"
    )
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "yaml-value"),
        (2, "yaml-anchor"),
        (3, "yaml-alias"),
        (4, "yaml-value"),
        (5, "yaml-duplicate"),
        (6, "yaml-merge"),
        (6, "yaml-value"),
    ]
    assert document is not None
    assert document.data["f"] == "fine"
    assert document.refused == {(), ("a",), ("c",), ("d",)}


def test_twenty_levels_are_read_and_twenty_one_are_not(tmp_path):
    document, problems = read(tmp_path, "a: " + "[" * 19 + "]" * 19)
    assert document is not None
    assert problems == ()
    assert messages(tmp_path, "a: " + "[" * 20 + "]" * 20) == [
        "a.yml:1:23: yaml-depth: this is more than 20 levels deep"
    ]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "a: " + "{a: " * 50_000, "- " * 100_000])
def test_deep_nesting_ends_with_a_problem_and_soon(tmp_path, bomb):
    start = time.monotonic()
    _, problems = read(tmp_path, bomb)
    assert [problem.code for problem in problems] == ["yaml-depth"]
    assert time.monotonic() - start < 2


def test_merge_and_alias_bombs_are_never_expanded(tmp_path):
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    start = time.monotonic()
    _, problems = read(tmp_path, "\n".join(lines))
    assert {problem.code for problem in problems} == {"yaml-anchor", "yaml-alias", "yaml-merge"}
    assert time.monotonic() - start < 2


def test_file_over_256_kb_is_refused_and_one_of_256_kb_is_read(tmp_path):
    head = "a: "
    document, problems = read(tmp_path, head + "x" * (256 * 1024 - len(head)))
    assert document is not None
    assert problems == ()
    assert messages(tmp_path, head + "x" * (256 * 1024)) == [
        "a.yml:1:1: yaml-size: the file is larger than 256 KB\n    hint: split it"
    ]


@given(text=st.text(st.sampled_from("ab1 \n:-[]{}&*!|>'\"%@`#,?<~.\\\r\t\x85\ufeffé")))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_document_or_problems_within_it_and_no_exception(tmp_path_factory, text):
    document, problems = read(tmp_path_factory.getbasetemp(), text)
    assert document is not None or problems
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 2
        assert problem.column >= 1
