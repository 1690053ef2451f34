/** What each user did lately, and the training examples that follow from it. */
@NullMarked
package io.sinestream.job.sequence;

import org.jspecify.annotations.NullMarked;
