package io.sinestream.model.sine;

import io.sinestream.model.sine.SineSettings.AttentionNorm;
import io.sinestream.model.sine.SineSettings.Beta;
import io.sinestream.model.sine.SineSettings.Fusion;
import io.sinestream.model.sine.SineSettings.Gap;
import io.sinestream.model.sine.SineSettings.Negatives;
import io.sinestream.model.sine.SineSettings.PadSink;
import io.sinestream.model.sine.SineSettings.Reduction;
import io.sinestream.model.sine.SineSettings.Targets;

/** Sets switches of {@link SineSettings} one at a time; {@link #build} checks them together. */
public final class SineSettingsBuilder {
    private String profile;
    private int dimension;
    private int window;
    private int interests;
    private int blocks;
    private int heads;
    private boolean scaleEmbedding;
    private AttentionNorm attentionNorm;
    private boolean outputProjection;
    private boolean finalNorm;
    private PadSink padSink;
    private Fusion fusion;
    private Gap gap;
    private Beta beta;
    private double betaMatch;
    private double betaOther;
    private Reduction reduction;
    private double lambda1;
    private double lambda2;
    private double lambda3;
    private boolean scaleDcorWithBatch;
    private double embeddingNorm;
    private double dropout;
    private Targets targets;
    private Negatives negatives;
    private boolean uniformBiases;
    private double lnEps;
    private double itemRate;
    private double recency;

    SineSettingsBuilder(SineSettings from) {
        profile = from.profile();
        dimension = from.dimension();
        window = from.window();
        interests = from.interests();
        blocks = from.blocks();
        heads = from.heads();
        scaleEmbedding = from.scaleEmbedding();
        attentionNorm = from.attentionNorm();
        outputProjection = from.outputProjection();
        finalNorm = from.finalNorm();
        padSink = from.padSink();
        fusion = from.fusion();
        gap = from.gap();
        beta = from.beta();
        betaMatch = from.betaMatch();
        betaOther = from.betaOther();
        reduction = from.reduction();
        lambda1 = from.lambda1();
        lambda2 = from.lambda2();
        lambda3 = from.lambda3();
        scaleDcorWithBatch = from.scaleDcorWithBatch();
        embeddingNorm = from.embeddingNorm();
        dropout = from.dropout();
        targets = from.targets();
        negatives = from.negatives();
        uniformBiases = from.uniformBiases();
        lnEps = from.lnEps();
        itemRate = from.itemRate();
        recency = from.recency();
    }

    /** The settings, checked. */
    public SineSettings build() {
        return new SineSettings(
                profile,
                dimension,
                window,
                interests,
                blocks,
                heads,
                scaleEmbedding,
                attentionNorm,
                outputProjection,
                finalNorm,
                padSink,
                fusion,
                gap,
                beta,
                betaMatch,
                betaOther,
                reduction,
                lambda1,
                lambda2,
                lambda3,
                scaleDcorWithBatch,
                embeddingNorm,
                dropout,
                targets,
                negatives,
                uniformBiases,
                lnEps,
                itemRate,
                recency);
    }

    /** Sets {@link SineSettings#profile}. */
    public SineSettingsBuilder profile(String value) {
        profile = value;
        return this;
    }

    /** Sets {@link SineSettings#dimension}. */
    public SineSettingsBuilder dimension(int value) {
        dimension = value;
        return this;
    }

    /** Sets {@link SineSettings#window}. */
    public SineSettingsBuilder window(int value) {
        window = value;
        return this;
    }

    /** Sets {@link SineSettings#interests}. */
    public SineSettingsBuilder interests(int value) {
        interests = value;
        return this;
    }

    /** Sets {@link SineSettings#blocks}. */
    public SineSettingsBuilder blocks(int value) {
        blocks = value;
        return this;
    }

    /** Sets {@link SineSettings#heads}. */
    public SineSettingsBuilder heads(int value) {
        heads = value;
        return this;
    }

    /** Sets {@link SineSettings#scaleEmbedding}. */
    public SineSettingsBuilder scaleEmbedding(boolean value) {
        scaleEmbedding = value;
        return this;
    }

    /** Sets {@link SineSettings#attentionNorm}. */
    public SineSettingsBuilder attentionNorm(AttentionNorm value) {
        attentionNorm = value;
        return this;
    }

    /** Sets {@link SineSettings#outputProjection}. */
    public SineSettingsBuilder outputProjection(boolean value) {
        outputProjection = value;
        return this;
    }

    /** Sets {@link SineSettings#finalNorm}. */
    public SineSettingsBuilder finalNorm(boolean value) {
        finalNorm = value;
        return this;
    }

    /** Sets {@link SineSettings#padSink}. */
    public SineSettingsBuilder padSink(PadSink value) {
        padSink = value;
        return this;
    }

    /** Sets {@link SineSettings#fusion}. */
    public SineSettingsBuilder fusion(Fusion value) {
        fusion = value;
        return this;
    }

    /** Sets {@link SineSettings#gap}. */
    public SineSettingsBuilder gap(Gap value) {
        gap = value;
        return this;
    }

    /** Sets {@link SineSettings#beta}. */
    public SineSettingsBuilder beta(Beta value) {
        beta = value;
        return this;
    }

    /** Sets {@link SineSettings#betaMatch}. */
    public SineSettingsBuilder betaMatch(double value) {
        betaMatch = value;
        return this;
    }

    /** Sets {@link SineSettings#betaOther}. */
    public SineSettingsBuilder betaOther(double value) {
        betaOther = value;
        return this;
    }

    /** Sets {@link SineSettings#reduction}. */
    public SineSettingsBuilder reduction(Reduction value) {
        reduction = value;
        return this;
    }

    /** Sets {@link SineSettings#lambda1}. */
    public SineSettingsBuilder lambda1(double value) {
        lambda1 = value;
        return this;
    }

    /** Sets {@link SineSettings#lambda2}. */
    public SineSettingsBuilder lambda2(double value) {
        lambda2 = value;
        return this;
    }

    /** Sets {@link SineSettings#lambda3}. */
    public SineSettingsBuilder lambda3(double value) {
        lambda3 = value;
        return this;
    }

    /** Sets {@link SineSettings#scaleDcorWithBatch}. */
    public SineSettingsBuilder scaleDcorWithBatch(boolean value) {
        scaleDcorWithBatch = value;
        return this;
    }

    /** Sets {@link SineSettings#embeddingNorm}. */
    public SineSettingsBuilder embeddingNorm(double value) {
        embeddingNorm = value;
        return this;
    }

    /** Sets {@link SineSettings#dropout}. */
    public SineSettingsBuilder dropout(double value) {
        dropout = value;
        return this;
    }

    /** Sets {@link SineSettings#targets}. */
    public SineSettingsBuilder targets(Targets value) {
        targets = value;
        return this;
    }

    /** Sets {@link SineSettings#negatives}. */
    public SineSettingsBuilder negatives(Negatives value) {
        negatives = value;
        return this;
    }

    /** Sets {@link SineSettings#uniformBiases}. */
    public SineSettingsBuilder uniformBiases(boolean value) {
        uniformBiases = value;
        return this;
    }

    /** Sets {@link SineSettings#lnEps}. */
    public SineSettingsBuilder lnEps(double value) {
        lnEps = value;
        return this;
    }

    /** Sets {@link SineSettings#itemRate}. */
    public SineSettingsBuilder itemRate(double value) {
        itemRate = value;
        return this;
    }

    /** Sets {@link SineSettings#recency}. */
    public SineSettingsBuilder recency(double value) {
        recency = value;
        return this;
    }
}
