"""设置."""

from ui.page import faults_told

with faults_told():
    from ui.configuration.page import draw

    draw()
