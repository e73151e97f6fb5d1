"""The run in the formats of others."""
