from __future__ import annotations

import pytest

from sitegen.files import texts


def read(tmp_path, data):
    file = tmp_path / "a.md"
    file.write_bytes(data)
    return texts.read(file, "docs/a.md")


def test_lines_end_alike_whoever_wrote_the_file(tmp_path):
    assert read(tmp_path, "é\r\nb\rc\n".encode()) == ("é\nb\nc\n", ())


@pytest.mark.parametrize(
    ("data", "text", "message"),
    [
        (
            "# A\n\nCafé.\n".encode("latin-1"),
            "",
            (
                "docs/a.md:3:4: encoding: the byte 0xE9 is not UTF-8\n"
                '    hint: save the file as "UTF-8"'
            ),
        ),
        (
            "\ufeff# A\n".encode(),
            "# A\n",
            (
                "docs/a.md:1:1: encoding: the file begins with a byte order mark\n"
                '    hint: save it as "UTF-8" and not as "UTF-8 with BOM"'
            ),
        ),
    ],
)
def test_another_encoding_is_a_problem_with_its_place(tmp_path, data, text, message):
    found, problems = read(tmp_path, data)
    assert found == text
    assert [str(problem) for problem in problems] == [message]
