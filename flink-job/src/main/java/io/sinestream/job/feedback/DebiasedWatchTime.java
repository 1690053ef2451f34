package io.sinestream.job.feedback;

/**
 * D2Co (Zhao et al., RecSys 2023): where a watch time lies between noise and bias of its duration group, on an exponential
 * scale: clip((e^αx − e^αq) / (e^αp − e^αq), 0, 1).
 *
 * @param noise q: mean of the mixture's lower component, seconds
 * @param bias p: mean of the upper one, seconds
 * @param sensitivity α per second; 0.3 in the paper
 */
record DebiasedWatchTime(double noise, double bias, double sensitivity) implements WatchScore {
    @Override
    public double of(double watchSeconds) {
        if (bias <= noise) {
            return watchSeconds > bias ? 1 : 0;
        }
        // Divided by e^αp, so that nothing overflows at watch times of an hour.
        double floor = Math.exp(sensitivity * (noise - bias));
        double scaled = (Math.exp(sensitivity * (watchSeconds - bias)) - floor) / (1 - floor);
        return Math.min(1, Math.max(0, scaled));
    }
}
