package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.quality.Auc;
import io.sinestream.model.quality.FadingMean;
import io.sinestream.model.quality.GroupedQuality;
import io.sinestream.model.quality.InstanceQuality;
import io.sinestream.model.quality.Ndcg;
import io.sinestream.model.quality.Rank;
import io.sinestream.model.quality.SlidingQuality;
import io.sinestream.model.quality.Ties;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** {@code metrics.json}: one positive per instance, general lists, and means along a stream. */
final class GoldenMetricsCheck implements GoldenCheck {
    private static final double TOLERANCE = 1e-12;

    @Override
    public void check(GoldenFile file, Precision precision) {
        file.root().get("single_positive").forEach(GoldenMetricsCheck::singlePositive);
        file.root().get("general").forEach(GoldenMetricsCheck::general);
        prequential(file.root().get("prequential"));
    }

    private static void singlePositive(JsonNode set) {
        List<double[]> instances = instances(set.get("input"));
        GroupedQuality means = GroupedQuality.NONE;
        for (int i = 0; i < instances.size(); i++) {
            InstanceQuality quality = quality(instances.get(i));
            means = means.plus(quality);
            same(set.at("/per_user_auc/" + i), quality.auc());
            ties(set.at("/per_user_ndcg/" + i), instances.get(i));
        }
        same(set.get("auc"), pooled(instances));
        same(set.get("gauc_authors"), means.gaucReference());
        same(set.get("gauc_all_users_with_a_skip"), means.gaucAll());
        same(set.get("gauc_weighted_by_impressions"), means.gaucWeighted());
        same(set.get("ndcg_untruncated_mean"), means.ndcg());
        same(set.get("ndcg_at_2_mean"), means.ndcgAt2());
        for (Ties rule : Ties.values()) {
            String name = rule.name().toLowerCase(Locale.ROOT);
            same(set.get("ndcg_untruncated_" + name), meanNdcg(instances, Integer.MAX_VALUE, rule));
            same(set.get("ndcg_at_2_" + name), meanNdcg(instances, 2, rule));
        }
    }

    private static void ties(JsonNode expected, double[] instance) {
        if (expected.isNull()) {
            assertThat(instance).hasSize(1);
            return;
        }
        Rank rank = rank(instance);
        same(expected.get("optimistic"), rank.ndcg(Ties.OPTIMISTIC));
        same(expected.get("pessimistic"), rank.ndcg(Ties.PESSIMISTIC));
        same(expected.get("mean"), rank.ndcg(Ties.MEAN));
        assertThat(rank.above()).isEqualTo(expected.get("rank_best").asInt());
        assertThat(rank.above() + rank.equal())
                .isEqualTo(expected.get("rank_worst").asInt());
    }

    private static void general(JsonNode set) {
        double[] scores = Tensor.numbers(set.get("scores"));
        boolean[] relevant = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            relevant[i] = set.at("/labels/" + i).asInt() == 1;
        }
        same(set.get("auc"), Auc.of(scores, relevant));
        same(set.get("ndcg"), Ndcg.of(scores, relevant));
        set.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("ndcg_at_")) {
                same(set.get(name), Ndcg.at(Integer.parseInt(name.substring(8)), scores, relevant));
            }
        });
    }

    private static void prequential(JsonNode set) {
        SlidingQuality sliding = new SlidingQuality(set.get("window").asInt());
        FadingMean fading = new FadingMean(set.get("fading_factor").asDouble());
        List<double[]> instances = instances(set.get("instances"));
        for (int i = 0; i < instances.size(); i++) {
            InstanceQuality quality = quality(instances.get(i));
            sliding.add(quality);
            fading.add(quality.ndcgMeanTies());
            same(set.at("/windowed_auc_ndcg/" + i + "/0"), sliding.auc());
            same(set.at("/windowed_auc_ndcg/" + i + "/1"), sliding.ndcg());
            same(set.at("/faded_ndcg/" + i), fading.value());
        }
    }

    private static double pooled(List<double[]> instances) {
        return Auc.of(
                instances.stream().mapToDouble(scores -> scores[0]).toArray(),
                instances.stream()
                        .flatMapToDouble(scores -> DoubleStream.of(skips(scores)))
                        .toArray());
    }

    private static double meanNdcg(List<double[]> instances, int k, Ties ties) {
        return instances.stream()
                .filter(scores -> scores.length > 1)
                .mapToDouble(scores -> rank(scores).ndcgAt(k, ties))
                .average()
                .orElse(Double.NaN);
    }

    private static List<double[]> instances(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(Tensor::numbers)
                .toList();
    }

    private static InstanceQuality quality(double[] scores) {
        return InstanceQuality.of(scores[0], skips(scores));
    }

    private static Rank rank(double[] scores) {
        return Rank.of(scores[0], skips(scores));
    }

    private static double[] skips(double[] scores) {
        return Arrays.copyOfRange(scores, 1, scores.length);
    }

    private static void same(JsonNode expected, double actual) {
        assertThat(expected.isMissingNode()).isFalse();
        double number = Double.parseDouble(expected.asText());
        if (Double.isNaN(number)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(number, within(TOLERANCE));
        }
    }
}
