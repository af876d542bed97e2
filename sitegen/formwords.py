"""What a form says of itself: the words that differ between the kinds of instruments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MANNERS", "About", "Manner"]


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """A label by which a reader tells saved files apart."""

    id: str
    """``person``, ``partnership`` or ``organisation``, as in a saved file."""
    label: str
    hint: str
    paper: str
    """The label on a printed form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """The words of one kind."""

    noun: str
    """What one thing that is asked is called."""
    product: str
    """What the answers become."""
    scored: bool
    """Whether the answers become scores or a profile."""
    facts: tuple[str, ...]
    """What a reader knows before the start, on the screen and on paper."""
    left_out: str = ""
    """What follows from the choice for a question that does not fit."""
    about: tuple[About, ...]

    @property
    def tool(self) -> str:
        """What the page downloads at the start."""
        return "scoring tool" if self.scored else "writing tool"


_PARTNERSHIP: Final = About(
    id="partnership",
    label="Partnership (so that you can tell your files apart)",
    hint="Optional. The name stands in the files that you save.",
    paper="Partnership, if you want to note it",
)
_ORGANISATION: Final = About(
    id="organisation",
    label="Your organisation",
    hint=(
        "Optional. Write it as your colleagues do, so that the answers of one organisation "
        "can be put together."
    ),
    paper="Your organisation, if you want to note it",
)
_PERSON: Final = About(
    id="person",
    label="Person (so that you can tell your files apart)",
    hint="Optional. A role or initials are enough. They stand in the files that you save.",
    paper="Person, if you want to note it",
)

_NO_RIGHT: Final = "No answer is right or wrong."
_OPEN: Final = "You can leave any question open. Nothing is scored."

MANNERS: Final[Mapping[str, Manner]] = {
    "self-assessment": Manner(
        noun="statement",
        product="report",
        scored=True,
        facts=(f"You answer about yourself, for yourself. {_NO_RIGHT}",),
        left_out="It is left out of your scores.",
        about=(_PARTNERSHIP,),
    ),
    "placement": Manner(
        noun="question",
        product="report",
        scored=True,
        facts=(
            f"You answer about a partnership, as you see it. {_NO_RIGHT}",
            (
                "For each feature, choose the one description that is nearest. "
                "Their order was shuffled, so it tells you nothing."
            ),
        ),
        left_out="It is left out of the profile.",
        about=(_PARTNERSHIP,),
    ),
    "health-check": Manner(
        noun="question",
        product="report",
        scored=True,
        facts=(
            f"You answer about a partnership, as you see it from your place in it. {_NO_RIGHT}",
            "For each question, choose the one description that is nearest.",
        ),
        left_out="It is left out of the scores.",
        about=(_PARTNERSHIP, _ORGANISATION),
    ),
    "fit": Manner(
        noun="question",
        product="report",
        scored=True,
        facts=(f"You answer about yourself, and about a partnership as you see it. {_NO_RIGHT}",),
        left_out="It is left out of the scores and of the profile.",
        about=(_PARTNERSHIP,),
    ),
    "preparation": Manner(
        noun="question",
        product="plan",
        scored=True,
        facts=(
            (
                "You write for yourself, about a partnership that you are about to join. "
                "You can leave any question open."
            ),
            (
                "What you write is not scored. Statements about how you lead, where a form has "
                "them, are scored by area."
            ),
        ),
        left_out="It is left out of the scores.",
        about=(_PARTNERSHIP,),
    ),
    "evidence": Manner(
        noun="question",
        product="document",
        scored=False,
        facts=(
            "You write down what changed and how you know, one piece of evidence at a time.",
            _OPEN,
        ),
        about=(_PARTNERSHIP, _PERSON),
    ),
    "reflection": Manner(
        noun="question",
        product="reflection",
        scored=False,
        facts=("You write about a partnership that you know, in your own words.", _OPEN),
        about=(_PARTNERSHIP,),
    ),
}
"""Kind -> its words."""
