"""文库."""

from ui.page import faults_told

with faults_told():
    from ui.shelf.page import draw

    draw()
