"""The picture of each kind of chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import figurebars, figuredots, figurematrix, figureplane, figureshift
from scorer.blocks import Bars, Dots, Matrix, Plane, Shift

if TYPE_CHECKING:
    from scorer.blocks import Chart
    from scorer.figure import Drawing

__all__ = ["draw"]


def draw(chart: Chart) -> Drawing:
    """Return the chart's picture, which the template ``figures.xhtml`` paints."""
    match chart:
        case Dots():
            return figuredots.draw(chart)
        case Bars():
            return figurebars.draw(chart)
        case Plane():
            return figureplane.draw(chart)
        case Shift():
            return figureshift.draw(chart)
        case Matrix():
            return figurematrix.draw(chart)
