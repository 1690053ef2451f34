package io.sinestream.model.quality;

/** A part of the tested views whose quality is shown by itself. Names go into metrics and reports: never rename one. */
public enum QualitySlice {
    HISTORY_SHORT("historyShort", "1 to 4 effective views in the window"),
    HISTORY_MEDIUM("historyMedium", "5 to 19 effective views in the window"),
    HISTORY_LONG("historyLong", "20 or more effective views in the window"),
    ITEM_COLD("itemCold", "the viewed item was seen fewer than 10 times before"),
    ITEM_WARM("itemWarm", "the viewed item was seen 10 times or more"),
    SKIPS_ONE("skipsOne", "one skip before the view"),
    SKIPS_SEVERAL("skipsSeveral", "two skips or more before the view");

    private static final int MEDIUM = 5;
    private static final int LONG = 20;
    private static final int WARM = 10;

    private final String shortName;
    private final String meaning;

    QualitySlice(String shortName, String meaning) {
        this.shortName = shortName;
        this.meaning = meaning;
    }

    /** The name in metrics and reports. */
    public String shortName() {
        return shortName;
    }

    /** Which views are in it, in words. */
    public String meaning() {
        return meaning;
    }

    boolean holds(TestedView view) {
        return switch (this) {
            case HISTORY_SHORT -> view.history() < MEDIUM;
            case HISTORY_MEDIUM -> view.history() >= MEDIUM && view.history() < LONG;
            case HISTORY_LONG -> view.history() >= LONG;
            case ITEM_COLD -> view.sightings() < WARM;
            case ITEM_WARM -> view.sightings() >= WARM;
            case SKIPS_ONE -> view.model().skips().length == 1;
            case SKIPS_SEVERAL -> view.model().skips().length > 1;
        };
    }
}
