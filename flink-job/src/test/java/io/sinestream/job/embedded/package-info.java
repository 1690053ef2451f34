@NullMarked
package io.sinestream.job.embedded;

import org.jspecify.annotations.NullMarked;
