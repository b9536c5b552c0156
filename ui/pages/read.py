"""阅读."""

from ui.page import faults_told

with faults_told():
    from ui.reading.page import draw

    draw()
