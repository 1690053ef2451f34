@NullMarked
package io.sinestream.schema.feed;

import org.jspecify.annotations.NullMarked;
