/** How records look between operators: own serializers, neither Kryo nor Flink's POJO serializer. */
@NullMarked
package io.sinestream.job.types;

import org.jspecify.annotations.NullMarked;
