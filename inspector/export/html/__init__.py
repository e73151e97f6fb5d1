"""The report as one HTML file that needs nothing beside it."""

from inspector.export.html.page import Pictures, html_report

__all__ = ["Pictures", "html_report"]
