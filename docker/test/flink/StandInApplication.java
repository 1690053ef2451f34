import java.io.File;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/** Stand-in for flink-container's entry point of Application Mode, which is not in Maven. */
public final class StandInApplication extends ApplicationClusterEntryPoint {
    private StandInApplication(Configuration configuration, PackagedProgram program) {
        super(configuration, program, StandaloneResourceManagerFactory.getInstance());
    }

    /** Arguments: conf folder, usrlib, main class, savepoint or nothing, then the job's own. */
    public static void main(String[] args) throws Exception {
        Configuration configuration = GlobalConfiguration.loadConfiguration(args[0]);
        configuration.set(DeploymentOptions.TARGET, "embedded");
        configuration.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, "00000000000000000000000000000000");
        if (!args[3].isEmpty()) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, args[3]);
        }
        FileSystem.initialize(configuration, null);
        String[] ofJob = Arrays.copyOfRange(args, 4, args.length);
        PackagedProgram program = DefaultPackagedProgramRetriever.create(new File(args[1]), args[2], ofJob, configuration)
                .getPackagedProgram();
        configureExecution(configuration, program);
        ClusterEntrypoint.runClusterEntrypoint(new StandInApplication(configuration, program));
    }
}
