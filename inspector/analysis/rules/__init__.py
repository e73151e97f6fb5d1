"""The rules, one finding a file, in the order in which a person should read what they find."""

from inspector.analysis.finding import Rule
from inspector.analysis.rules import (
    batch_begin_unfinished,
    batch_size_varies,
    callback_raised,
    cancelled,
    data_exhausted,
    empty_epoch,
    epoch_end_missing,
    epoch_missing,
    model_raised,
    source_raised,
    steps_missing,
    stopped_early,
    train_end_missing,
    validation_raised,
    validation_short,
)

RULES: tuple[Rule, ...] = (
    source_raised.RULE,
    validation_raised.RULE,
    callback_raised.RULE,
    model_raised.RULE,
    cancelled.RULE,
    data_exhausted.RULE,
    empty_epoch.RULE,
    steps_missing.RULE,
    epoch_end_missing.RULE,
    epoch_missing.RULE,
    train_end_missing.RULE,
    validation_short.RULE,
    batch_begin_unfinished.RULE,
    stopped_early.RULE,
    batch_size_varies.RULE,
)
