"""Is this file a PNG picture of some size? Exits with a sentence where it is not. Needs nothing but Python."""

import struct
import sys

with open(sys.argv[1], "rb") as file:
    head = file.read(24)
if head[:8] != b"\x89PNG\r\n\x1a\n":
    sys.exit(f"{sys.argv[1]} is not a PNG picture")
width, height = struct.unpack(">II", head[16:24])
if width < 600 or height < 300:
    sys.exit(f"{sys.argv[1]} is only {width} x {height}")
print(f"{sys.argv[1]}: {width} x {height}")
