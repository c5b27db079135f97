"""Where the parts of a chart stand, in plain Python; templates/charts draws them as SVG.

Horizontal places are per cent of the drawing's width, so that a chart is as wide as its column
while its words keep the size of the text around them.
"""
