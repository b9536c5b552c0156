"""评测."""

from ui.page import faults_told

with faults_told():
    from ui.evaluation.page import draw

    draw()
