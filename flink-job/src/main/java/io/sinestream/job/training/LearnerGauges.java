package io.sinestream.job.training;

import io.sinestream.model.quality.QualitySlice;
import io.sinestream.model.quality.StreamQuality;
import io.sinestream.model.quality.TestThenTrainQuality;
import io.sinestream.model.quality.WindowQuality;
import io.sinestream.model.sine.LossFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every gauge of the learner besides its counts, in the order in which they are shown. Never rename one. */
final class LearnerGauges {
    private static final String SHARE = "0 to 1";
    private static final String BYTES = "bytes";
    private static final String SECONDS = "s";

    private static final List<LearnerGauge> ALL = List.copyOf(new LearnerGauges().all);

    private final List<LearnerGauge> all = new ArrayList<>();

    private LearnerGauges() {
        health();
        sinceStart();
        popularity();
        window();
        lastHour();
        slices();
        losses();
        memory();
        checkpoint();
    }

    static List<LearnerGauge> all() {
        return ALL;
    }

    private void add(
            List<String> groups, String name, String unit, String meaning, Function<LearnerFigures, Number> f) {
        all.add(new LearnerGauge(groups, false, name, unit, meaning, f));
    }

    private void add(String group, String name, String unit, String meaning, Function<LearnerFigures, Number> value) {
        add(List.of(group), name, unit, meaning, value);
    }

    private void health() {
        List<String> top = List.of();
        add(top, "items", "", "items in the vocabulary", f -> f.reading().items());
        add(top, "waitingItems", "", "items seen too rarely to be in it yet", f -> f.reading()
                .waitingItems());
        add(top, "pendingExamples", "", "views that wait for their batch to fill", f -> f.reading()
                .pendingExamples());
        add(
                top,
                "utilisation",
                SHARE,
                "of the last second that the learner worked; near 1 it cannot keep up, users are emitted less often",
                LearnerFigures::utilisation);
        add(
                top,
                "publishingPaused",
                "",
                "1 while vectors are withheld because quality fell below random",
                f -> f.reading().publishingPaused() ? 1 : 0);
        add(top, "secondsSinceView", SECONDS, "since an effective view reached the learner", LearnerFigures::sinceView);
        add(
                top,
                "secondsSinceVector",
                SECONDS,
                "since a user's vectors were handed to the sink",
                LearnerFigures::sinceVector);
    }

    private void sinceStart() {
        List<String> top = List.of();
        add(top, "instances", "", "tested views with a skip to compare with, since the start", f -> model(f)
                .instances());
        add(top, "auc", SHARE, "view above skip, pooled over all pairs since the start; random 0.5", f -> model(f)
                .auc());
        add(top, "aucErrorBound", SHARE, "how far that can be off, as it is counted in bins", f -> model(f)
                .aucErrorBound());
        add(top, "aucSecondHalf", SHARE, "mean AUC over the later half of the instances; random 0.5", f -> model(f)
                .aucSecondHalf());
        add(top, "gaucAll", SHARE, "mean AUC over instances; random 0.5", f -> model(f).meanAuc());
        add(
                top,
                "gauc",
                SHARE,
                "mean AUC over instances with two skips or more, as the authors read it; random 0.5",
                f -> model(f).gauc());
        add(top, "gaucWeighted", SHARE, "mean AUC weighted by candidates; random 0.5", f -> model(f).gaucWeighted());
        add(top, "ndcg", SHARE, "mean NDCG over all candidates", f -> model(f).ndcg());
        add(top, "randomNdcg", SHARE, "what a random order would reach in it", f -> model(f).randomNdcg());
        add(top, "ndcgAt2", SHARE, "mean NDCG over the first two places", f -> model(f).ndcgAt2());
        add(top, "randomNdcgAt2", SHARE, "what a random order would reach in it", f -> model(f).randomNdcgAt2());
    }

    private void popularity() {
        String group = "popularity";
        String of = ", of the item's own share of effective views instead of the model";
        add(group, "auc", SHARE, "as auc" + of, f -> baseline(f).auc());
        add(group, "aucSecondHalf", SHARE, "as aucSecondHalf" + of, f -> baseline(f)
                .aucSecondHalf());
        add(group, "gaucAll", SHARE, "as gaucAll" + of, f -> baseline(f).meanAuc());
        add(group, "gauc", SHARE, "as gauc" + of, f -> baseline(f).gauc());
        add(group, "gaucWeighted", SHARE, "as gaucWeighted" + of, f -> baseline(f)
                .gaucWeighted());
        add(group, "ndcg", SHARE, "as ndcg" + of, f -> baseline(f).ndcg());
        add(group, "ndcgAt2", SHARE, "as ndcgAt2" + of, f -> baseline(f).ndcgAt2());
    }

    private void window() {
        String group = "window";
        String last = " over the last 2,000 instances";
        add(group, "instances", "", "instances in the window", f -> recent(f)
                .grouped()
                .instances());
        add(group, "auc", SHARE, "pooled AUC" + last + "; random 0.5", f -> recent(f)
                .auc());
        add(group, "gaucReference", SHARE, "as gauc," + last, f -> recent(f)
                .grouped()
                .gaucReference());
        add(group, "gaucAll", SHARE, "as gaucAll," + last, f -> recent(f)
                .grouped()
                .gaucAll());
        add(group, "gaucUser", SHARE, "mean over users of each one's mean AUC" + last + "; random 0.5", f -> recent(f)
                .gaucUser());
        add(group, "gaucWeighted", SHARE, "as gaucWeighted," + last, f -> recent(f)
                .grouped()
                .gaucWeighted());
        add(group, "ndcg", SHARE, "as ndcg," + last, f -> recent(f).grouped().ndcg());
        add(group, "randomNdcg", SHARE, "as randomNdcg," + last, f -> recent(f)
                .grouped()
                .randomNdcg());
        add(group, "ndcgAt2", SHARE, "as ndcgAt2," + last, f -> recent(f)
                .grouped()
                .ndcgAt2());
        add(group, "randomNdcgAt2", SHARE, "as randomNdcgAt2," + last, f -> recent(f)
                .grouped()
                .randomNdcgAt2());
        add(group, "viewScore", "", "mean score of effective views" + last, f -> recent(f)
                .meanViewScore());
        add(group, "skipScore", "", "mean score of skips" + last, f -> recent(f).meanSkipScore());
        List<String> baseline = List.of(group, "popularity");
        String popular = ", of popularity over the same";
        add(baseline, "auc", SHARE, "pooled AUC" + popular, f -> recentBaseline(f)
                .auc());
        add(baseline, "gaucAll", SHARE, "as gaucAll" + popular, f -> recentBaseline(f)
                .grouped()
                .gaucAll());
        add(baseline, "gaucUser", SHARE, "as gaucUser" + popular, f -> recentBaseline(f)
                .gaucUser());
        add(baseline, "ndcg", SHARE, "as ndcg" + popular, f -> recentBaseline(f)
                .grouped()
                .ndcg());
    }

    private void lastHour() {
        String group = "lastHour";
        String time = " over the last hour of event time";
        add(group, "instances", "", "instances in that hour", f -> hour(f).model()
                .instances());
        add(group, "gaucAll", SHARE, "as gaucAll," + time, f -> hour(f).model().gaucAll());
        add(group, "ndcg", SHARE, "as ndcg," + time, f -> hour(f).model().ndcg());
        add(
                List.of(group, "popularity"),
                "gaucAll",
                SHARE,
                "as gaucAll," + time + ", of popularity",
                f -> hour(f).popularity().gaucAll());
    }

    private void slices() {
        for (QualitySlice slice : QualitySlice.values()) {
            slice(slice, "instances", "", "tested views", f -> slice(f, slice)
                    .model()
                    .instances());
            slice(slice, "gaucAll", SHARE, "mean AUC; random 0.5", f -> slice(f, slice)
                    .model()
                    .gaucAll());
            slice(slice, "popularityGaucAll", SHARE, "mean AUC of popularity", f -> slice(f, slice)
                    .popularity()
                    .gaucAll());
        }
    }

    private void slice(
            QualitySlice slice, String name, String unit, String what, Function<LearnerFigures, Number> value) {
        List<String> label = List.of("slice", slice.shortName());
        all.add(new LearnerGauge(label, true, name, unit, what + ", since the start: " + slice.meaning(), value));
    }

    private void losses() {
        String group = "loss";
        String recently = ", fading mean over about 100 steps";
        add(group, "randomItems", "", "L1, views against random items" + recently, f -> loss(f).randomItems());
        add(group, "skips", "", "L2, views against skips" + recently, f -> loss(f).skips());
        add(group, "prototypes", "", "distance correlation between prototypes" + recently, f -> loss(f).prototypes());
        add(group, "total", "", "the weighted sum that is descended" + recently, f -> loss(f).total());
    }

    private void memory() {
        String group = "memory";
        add(group, "residentBytes", BYTES, "of the whole process (RSS)", f -> ProcessMemory.residentBytes());
        add(
                group,
                "nativeBytes",
                BYTES,
                "of it neither JVM nor Java buffers: PyTorch, RocksDB and other libraries",
                f -> ProcessMemory.nativeBytes());
        add(group, "torchStepBytes", BYTES, "in PyTorch's arrays of one training step, sampled", f -> f.reading()
                .torchBytes());
    }

    private void checkpoint() {
        String group = "checkpoint";
        add(group, "coreBytes", BYTES, "of the last checkpoint: dense weights, figures, waiting views", f -> f.reading()
                .written()
                .coreBytes());
        add(group, "rows", "", "items written to the last checkpoint: those that had changed", f -> f.reading()
                .written()
                .items()
                .rows());
        add(group, "rowBytes", BYTES, "of those items", f -> f.reading()
                .written()
                .items()
                .bytes());
        add(group, "views", "", "views newly remembered since the one before", f -> f.reading()
                .written()
                .views()
                .rows());
        add(group, "viewBytes", BYTES, "of those views", f -> f.reading()
                .written()
                .views()
                .bytes());
    }

    private static TestThenTrainQuality.Figures model(LearnerFigures figures) {
        return figures.reading().quality().model();
    }

    private static TestThenTrainQuality.Figures baseline(LearnerFigures figures) {
        return figures.reading().quality().popularity();
    }

    private static WindowQuality recent(LearnerFigures figures) {
        return figures.reading().quality().window();
    }

    private static WindowQuality recentBaseline(LearnerFigures figures) {
        return figures.reading().quality().windowOfPopularity();
    }

    private static StreamQuality.Sliced hour(LearnerFigures figures) {
        return figures.reading().quality().lastHour();
    }

    private static StreamQuality.Sliced slice(LearnerFigures figures, QualitySlice slice) {
        return figures.reading().quality().slice(slice);
    }

    private static LossFigures loss(LearnerFigures figures) {
        return figures.reading().losses();
    }
}
