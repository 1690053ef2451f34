package io.sinestream.job.cli;

import io.sinestream.job.SineStreamJob;
import io.sinestream.job.embedded.BadUsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The job against a Kafka and with Flink settings of the person's own. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the job against your Kafka, inside this process unless Flink's settings name a cluster"
                + " (execution.target, rest.address).")
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "Folder with Flink's config.yaml; the job's options may be there too.")
    @Nullable Path conf;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Sets an option of the job or of Flink, as in -D kafka.bootstrap.servers=broker:9092.")
    Map<String, String> options = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        if (conf != null) {
            if (!Files.isRegularFile(conf.resolve("config.yaml"))) {
                throw new BadUsageException("--conf " + conf + " has no config.yaml: give Flink's conf folder");
            }
            Configuration flink = GlobalConfiguration.loadConfiguration(conf.toString());
            all.putAll(flink.toMap());
        }
        all.putAll(options);
        List<String> arguments = new ArrayList<>();
        all.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        SineStreamJob.main(arguments.toArray(String[]::new));
        return SineStream.DONE;
    }
}
