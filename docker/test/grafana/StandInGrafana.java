import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stand-in for Grafana: says that it is well when provisioning and dashboards are mounted where Grafana looks for them. */
public final class StandInGrafana {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(3000), 0);
        server.createContext("/api/health", exchange -> {
            boolean mounted = Files.isDirectory(Path.of("/etc/grafana/provisioning/datasources"))
                    && Files.isDirectory(Path.of("/var/lib/grafana/dashboards"));
            byte[] body = (mounted ? "{\"stand-in\": \"ok\"}" : "{\"stand-in\": \"not mounted\"}").getBytes();
            exchange.sendResponseHeaders(mounted ? 200 : 500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
