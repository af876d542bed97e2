"""Who may be shown apart, so that nothing about one or two members can be worked out.

All figures of a report are sums over members. Whoever holds them can add and subtract
them. So it is not enough to leave out a small organisation: what is left when the shown
ones are taken from the whole must be nobody, or as many as an organisation needs.

The same holds for members who left a question open. The mean of a dimension weighs their
answers differently from the answers of the others, and the spread of each item does not.
The difference between the two tells about these members alone.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

__all__ = ["betrays", "shown"]


def shown(sizes: Mapping[str, int], floor: int) -> tuple[str, ...]:
    """Return the groups that may be shown beside the whole, in the order given.

    Scoring rule: those of at least ``floor`` members. While the others together are fewer
    than that, and not nobody, the smallest of the shown ones is hidden as well; of equals
    the last one.
    """
    chosen = [group for group, size in sizes.items() if size >= floor]
    rest = sum(sizes.values()) - sum(sizes[group] for group in chosen)
    while chosen and 0 < rest < floor:
        smallest = min(reversed(chosen), key=lambda group: sizes[group])
        chosen.remove(smallest)
        rest += sizes[smallest]
    return tuple(chosen)


def betrays(
    answered: Iterable[tuple[Hashable, frozenset[str]]],
    items: Sequence[str],
    published: Collection[str],
    minimum: int,
    floor: int,
) -> bool:
    """Return whether a dimension's means and its items' spreads together betray a few members.

    ``answered`` has one pair for each member: the cell whose mean can be told (an
    organisation that is shown, or all others together), and the items of the dimension that
    the member answered. ``published`` are the items whose spread is shown. ``minimum`` is the
    number of answers that a member's score needs.

    Subtracting items from means leaves nothing of the members whose score is the mean of
    the same items. It leaves something of all others in the dimension: the question is
    whether there are enough of them, whichever items are subtracted.
    """
    patterns: dict[Hashable, Counter[frozenset[str]]] = {}
    for cell, given in answered:
        patterns.setdefault(cell, Counter())[given] += 1
    if 2 * minimum <= len(items):
        # Two members can then be scored on different items, which the search does not cover.
        return any(given != frozenset(items) for cell in patterns.values() for given in cell)
    of_use = [item for item in items if item in published]
    for size in range(minimum, len(of_use) + 1):
        for chosen in map(frozenset, combinations(of_use, size)):
            left = sum(_left(cell, chosen, minimum) for cell in patterns.values())
            if 0 < left < floor:
                return True
    return False


def _left(cell: Counter[frozenset[str]], chosen: frozenset[str], minimum: int) -> int:
    """Return how many members of a cell are left when these items are subtracted.

    A cell's mean can be subtracted so as to match one length of score, and no other.
    """
    gone: Counter[int] = Counter()
    staying = 0
    for given, members in cell.items():
        if len(given) < minimum:
            # Without a score, a member is in the items alone.
            staying += members if given & chosen else 0
        elif given <= chosen:
            gone[len(given)] += members
            staying += members
        else:
            staying += members
    return staying - max(gone.values(), default=0)
