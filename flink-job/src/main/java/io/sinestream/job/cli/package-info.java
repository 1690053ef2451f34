/** The command line: what a person types, and what they see while it runs and at its end. */
@NullMarked
package io.sinestream.job.cli;

import org.jspecify.annotations.NullMarked;
