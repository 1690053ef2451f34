package io.sinestream.job.check;

import io.sinestream.schema.RejectReason;

/** Why a play event cannot be used: in a word for counting and in a sentence for a person. */
public record Refusal(RejectReason reason, String detail) {}
