package io.sinestream.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A header of somebody else's, kept as it came. The array is shared: never write to it. */
public record KeptHeader(String name, byte @Nullable [] value) {
    public KeptHeader {
        Objects.requireNonNull(name, "name");
    }

    /** All of them in their order; most records have none. */
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public static List<KeptHeader> all(Headers headers) {
        if (!headers.iterator().hasNext()) {
            return List.of();
        }
        List<KeptHeader> all = new ArrayList<>();
        for (Header header : headers) {
            all.add(new KeptHeader(header.key(), header.value()));
        }
        return all;
    }
}
