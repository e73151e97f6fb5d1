"""What the rules claim of a check: no more than was seen of the data, and of fit only what follows from that."""

from inspector.analysis.finding import Rule
from inspector.analysis.rules.of_check import (
    data_exhausted,
    length_mismatch,
    shape_varies,
    source_raised,
    structure_invalid,
    validation_short,
)

CHECK_RULES: tuple[Rule, ...] = (
    source_raised.RULE,
    source_raised.VALIDATION_RULE,
    structure_invalid.RULE,
    shape_varies.RULE,
    data_exhausted.RULE,
    validation_short.RULE,
    length_mismatch.RULE,
)
"""By the names that the rules have of which they are the part for a check."""
