@NullMarked
package io.sinestream.job.cli;

import org.jspecify.annotations.NullMarked;
