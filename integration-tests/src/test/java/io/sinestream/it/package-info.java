@NullMarked
package io.sinestream.it;

import org.jspecify.annotations.NullMarked;
