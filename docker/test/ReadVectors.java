import io.sinestream.schema.feed.FeedOptions;
import io.sinestream.schema.feed.GoldenCheck;
import io.sinestream.schema.feed.SubInterestFeed;
import java.time.Duration;

/** Reads the three output topics as a ranker does, checks the golden triples on the way, and says how much is there. */
public final class ReadVectors {
    public static void main(String[] args) throws Exception {
        try (SubInterestFeed feed = SubInterestFeed.start(FeedOptions.of(args[0]))) {
            feed.awaitCaughtUp(Duration.ofMinutes(2));
            GoldenCheck golden = feed.state().golden();
            System.out.println("vectors read: " + feed.state().size() + ", " + golden);
            if (feed.state().size().users() == 0 || golden.triples() == 0 || !golden.passed()) {
                System.exit(1);
            }
        }
    }
}
