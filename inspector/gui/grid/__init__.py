"""The Grid: epochs down, steps across, one cell a step.

Separation of concerns:

- `severity`: what wins where many share a pixel.
- `line_layout`: on which line and in which column each step is.
- `field`: the cells, and the worst of them by powers of two either way.
- `sight`: how large a cell is, what is in view, and which pixel is which cell.
- `raster`: the pixels of what is in view.
- `cells`: from a run to its fields, and from a cell to what it stands for, and back.
- `pointing`, `evidence`: what is at a pixel, and where a thing or a finding is.
- `walk`: from one cell to the next.
- `tiles`, `paint`, `margins`, `canvas`, `grid_view`: the painting, and the person. Only these know Qt.
"""
