package io.sinestream.job.cli;

import io.sinestream.job.SineStreamJob;
import io.sinestream.job.embedded.BadUsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Mixin
    StartingModel model = new StartingModel();

    @Mixin
    PrometheusPort prometheus = new PrometheusPort();

    @Spec
    @Nullable CommandSpec spec;

    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Interrupts interrupts;

    RunCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

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
        model.addTo(all);
        Screen screen = Screen.of(Objects.requireNonNull(spec).commandLine().getOut());
        String target = all.get(DeploymentOptions.TARGET.key());
        if (target == null) {
            prometheus.addTo(all);
            if (!all.containsKey(RestOptions.BIND_PORT.key()) && !all.containsKey(RestOptions.PORT.key())) {
                all.put(RestOptions.BIND_PORT.key(), Integer.toString(DashboardPort.usualOrFree(screen)));
            }
        } else if (prometheus.port != 0) {
            throw new BadUsageException(
                    "--prometheus-port " + prometheus.port + " is of this process, and execution.target is " + target
                            + ": set the reporter in the cluster's config.yaml, as METRICS.md says");
        }
        String jar = System.getProperty("sinestream.job.jar");
        if (target != null && jar != null) {
            all.putIfAbsent(PipelineOptions.JARS.key(), Path.of(jar).toUri().toString());
        }
        JobClient job = SineStreamJob.submit(Configuration.fromMap(all));
        if (target == null) {
            String port = all.getOrDefault(RestOptions.BIND_PORT.key(), all.get(RestOptions.PORT.key()));
            screen.say("  the dashboard is at http://localhost:" + port);
            prometheus.tell(screen);
        }
        return watch(job, target, screen);
    }

    /** Waits for the job's end. Ctrl-C ends a job inside this process; one on a cluster of its own runs on. */
    private int watch(JobClient job, @Nullable String target, Screen screen) throws Exception {
        screen.say("job " + job.getJobID() + " is submitted; Ctrl-C ends "
                + (target == null ? "it" : "this watching, not the job"));
        CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
        while (!end.isDone()) {
            if (interrupts.await(ASK_EVERY)) {
                if (target == null) {
                    screen.say("stopping: its checkpoints stay if execution.checkpointing says so");
                    job.cancel().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
                }
                return SineStream.DONE;
            }
        }
        end.get();
        return SineStream.DONE;
    }
}
