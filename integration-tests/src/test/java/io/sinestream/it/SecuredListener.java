package io.sinestream.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker's listener with TLS and SASL: a certificate of its own making and one user beside the broker. */
final class SecuredListener {
    /** What nobody may read anywhere. */
    static final String USER_SECRET = "open-sesame-of-the-job";

    static final String STORE_SECRET = "store-sesame-of-the-job";

    private static final String BROKER_SECRET = "open-sesame-of-the-broker";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Path keys;

    private SecuredListener(Path keys) {
        this.keys = keys;
    }

    /** Makes key and certificate with the JDK's keytool. */
    static SecuredListener create(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        STORE_SECRET))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + Files.readString(folder.resolve("keytool.txt")));
        }
        return new SecuredListener(keys);
    }

    Map<String, String> brokerSettings(int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "SASL_SSL://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("security.inter.broker.protocol", "SASL_SSL"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(
                        "listener.name.sasl_ssl.plain.sasl.jaas.config",
                        LOGIN + "username=\"broker\" password=\"" + BROKER_SECRET + "\" user_broker=\"" + BROKER_SECRET
                                + "\" user_job=\"" + USER_SECRET + "\";"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.toString()),
                Map.entry("ssl.keystore.password", STORE_SECRET),
                Map.entry("ssl.key.password", STORE_SECRET),
                Map.entry("ssl.truststore.type", "PKCS12"),
                Map.entry("ssl.truststore.location", keys.toString()),
                Map.entry("ssl.truststore.password", STORE_SECRET));
    }

    Map<String, String> clientSettings() {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"job\" password=\"" + USER_SECRET + "\";",
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                STORE_SECRET);
    }
}
