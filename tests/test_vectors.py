"""Answers with results that were worked out apart from the scorer's code."""

import json
from pathlib import Path

import pytest

from scorer import codebook
from scorer.answers import read
from scorer.kinds import score
from scorer.serialise import to_json

VECTORS = [
    pytest.param(vector, id=f"{file.stem}: {vector['name']}")
    for file in sorted((Path(__file__).parent / "vectors").glob("*.json"))
    for vector in json.loads(file.read_text(encoding="utf-8"))["vectors"]
]


def dumped(data):
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def test_there_are_enough_vectors():
    assert len(VECTORS) >= 40


@pytest.mark.parametrize("vector", VECTORS)
def test_result_equals_the_vector_byte_for_byte(vector):
    framework = codebook.default()
    saved = {
        "format": "partnership-intelligence/answers",
        "format_version": 1,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "sha256": framework.sha256,
        },
        "instrument": vector.get("instrument", "leader"),
        "form": vector["form"],
        "answers": vector["answers"],
    }
    text = to_json(score(read(json.dumps(saved), framework), framework))
    result = json.loads(text)
    assert text == dumped(result)
    for key in ("format", "format_version", "framework"):
        del result[key]
    assert dumped(result) == dumped(vector["expected"])
