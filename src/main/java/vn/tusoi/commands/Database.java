package vn.tusoi.commands;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command works: a folder with the embedded database, or a database server. A mixin for commands. */
public final class Database {

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
    Path data;

    @Option(names = "--db", paramLabel = "URL", descriptionKey = "option.db")
    String url;

    public Path data() {
        return data == null ? Path.of("data") : data;
    }

    /** Null for the embedded database. */
    public String url() {
        return url;
    }

    /** As people recognise it. */
    public String place() {
        return url == null ? data().toAbsolutePath().normalize().toString() : url.replaceFirst("\\?.*", "");
    }
}
