"""The timeline: pure geometry (numpy, no Qt) of what is where, and thin items that paint it."""
