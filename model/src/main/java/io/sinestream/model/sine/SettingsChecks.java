package io.sinestream.model.sine;

/** Bounds of settings; every message names the setting, the value, the range and what to do. */
final class SettingsChecks {
    private SettingsChecks() {}

    static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", must be in [" + min + ", " + max + "]: choose a value in that range");
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be a finite number above 0: raise it");
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", must be a finite number of at least 0: use 0 to switch it off");
        }
    }
}
