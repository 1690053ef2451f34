package io.sinestream.job.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A page with plots that needs nothing but itself: data and plotting library are inside. */
final class PlotPage {
    private static final String PLOTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private final String page;

    /** @param page resource with the page, and in it the places of library and data */
    PlotPage(String page) {
        this.page = page;
    }

    /** Writes the file whole or not at all. */
    void write(Path file, String json) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        // The library's last line names a file for debuggers, which is not here.
        String plots = resource(PLOTS).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
        String data = json.replace("</", "<\\/"); // no text in it may end the script
        Files.writeString(fresh, resource(page).replace("/*PLOTS*/", plots).replace("/*DATA*/", data));
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PlotPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
