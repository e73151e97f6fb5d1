"""For people's own tests: what pytest offers where Fit Inspector is installed. `plugin` is the entry point."""
