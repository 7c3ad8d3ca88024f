"""What `graph` and `plot` draw with, as SVG text.

A graph: `boxes` says what stands in each, `layout` where, `picture` draws them, and `drawing` shows
and saves the whole. A plot: `axis` places numbers, `marks` is what all marks share, `series` has
those made of points, `surface` regions and contours, and `frame` the title, legend and axes.
"""
