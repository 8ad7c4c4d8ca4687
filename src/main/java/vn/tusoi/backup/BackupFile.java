package vn.tusoi.backup;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The ZIP that a backup is: {@code backup.json}, the public keys, and the embedded database as a file or the tables of a server one by one. */
final class BackupFile {

    static final String ABOUT = "backup.json";
    static final String EMBEDDED = "tusoi.mv.db";
    static final String TABLES = "tables/";
    static final String KEYS = "keys/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a backup says of itself.
     *
     * @param database  H2 or PostgreSQL
     * @param schema    version of the newest migration
     * @param counts    rows of each table
     * @param columns   of each table, in the order of its file; empty for H2
     * @param sequences last value of each sequence; empty for H2
     */
    record About(int v, String database, String at, String schema, Map<String, Long> counts, Map<String, List<String>> columns, Map<String, Long> sequences) { }

    private BackupFile() { }

    static void about(ZipOutputStream zip, About about) throws IOException {
        zip.putNextEntry(new ZipEntry(ABOUT));
        zip.write(JSON.writeValueAsString(about).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** @throws IOException where the file is no backup of this version */
    static About about(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(ABOUT);
        if (entry == null) {
            throw new ZipException(ABOUT + " is missing");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            About about = JSON.readValue(in.readAllBytes(), new TypeReference<>() { });
            if (about.v() != 1) {
                throw new ZipException(ABOUT + " is of version " + about.v());
            }
            return about;
        }
    }

    /** Adds the keys of a folder: the public ones, and the secret ones only where that is wanted. */
    static void keys(ZipOutputStream zip, Path folder, boolean secret) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pub") || secret && f.toString().endsWith(".key")).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(KEYS + file.getFileName()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    static void file(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    /** Writes a backup beside its place and moves it there when it is whole. */
    static void whole(Path file, Work work) throws Exception {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part); ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                work.on(zip);
            }
            Files.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    interface Work {
        void on(ZipOutputStream zip) throws Exception;
    }

    static String time(Instant at) {
        return at.toString();
    }
}
