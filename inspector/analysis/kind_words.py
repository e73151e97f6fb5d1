"""What happened, in words: one for each kind of event, the same everywhere."""

from __future__ import annotations

from inspector.recording.events import Kind

KIND_WORDS = {
    Kind.RUN_BEGIN: "run begins",
    Kind.PHASE: "phase",
    Kind.ENVIRONMENT: "environment",
    Kind.RUN_END: "run over",
    Kind.STOP_ASKED: "stop asked",
    Kind.FIT_BEGIN: "fit begins",
    Kind.FIT_END: "fit returns",
    Kind.FIT_RAISED: "fit raises",
    Kind.SOURCE: "data found",
    Kind.PULL_BEGIN: "next() called",
    Kind.PULL_END: "batch yielded",
    Kind.PULL_STOP: "data ends",
    Kind.PULL_RAISED: "data raises",
    Kind.PASS_BEGIN: "iterator made",
    Kind.DELIVERED: "batch handed over",
    Kind.PASS_END: "iterator ends",
    Kind.NON_FINITE: "NaN or infinity",
    Kind.STATISTICS: "values looked at",
    Kind.PULL_SITS: "next() still sits",
    Kind.STEP_SITS: "step still sits",
    Kind.CALLBACK_SITS: "callback still sits",
    Kind.RETRACED: "train step compiled again",
    Kind.TRAIN_BEGIN: "on_train_begin",
    Kind.TRAIN_END: "on_train_end",
    Kind.EPOCH_BEGIN: "on_epoch_begin",
    Kind.EPOCH_END: "on_epoch_end",
    Kind.TRAIN_BATCH_BEGIN: "on_train_batch_begin",
    Kind.TRAIN_BATCH_END: "on_train_batch_end",
    Kind.TEST_BEGIN: "on_test_begin",
    Kind.TEST_END: "on_test_end",
    Kind.TEST_BATCH_BEGIN: "on_test_batch_begin",
    Kind.TEST_BATCH_END: "on_test_batch_end",
    Kind.CALLBACK_BEGIN: "callback called",
    Kind.CALLBACK_END: "callback returns",
    Kind.CALLBACK_RAISED: "callback raises",
    Kind.STOP_TRAINING: "stop_training set",
    Kind.OPTIMIZER_COUNT: "optimizer count",
    Kind.DATASET_EPOCH_BEGIN: "dataset on_epoch_begin",
    Kind.DATASET_EPOCH_END: "dataset on_epoch_end",
    Kind.DATASET_RETURNED: "dataset hook returns",
    Kind.WARNING: "warning",
    Kind.OUTPUT: "output",
}


def kind_words(kind: Kind) -> str:
    """What happened, in words."""
    return KIND_WORDS.get(kind, kind.name.lower().replace("_", " "))
