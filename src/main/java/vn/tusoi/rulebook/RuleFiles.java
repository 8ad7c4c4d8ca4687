package vn.tusoi.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where the rule sets lie: the jar's {@code processes/rules} or a directory.
 *
 * @param name     how messages name the place
 * @param location prefix by which the engine finds the files of a set
 * @param folders  by folder name, the files in it; null instead of a content that is too large to be read
 */
record RuleFiles(String name, String location, Map<String, Map<String, byte[]>> folders) {

    static final String SHIPPED = "processes/rules/";

    static RuleFiles shipped() {
        Map<String, Map<String, byte[]>> folders = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + SHIPPED + "*/*.*")) {
                String[] path = file.getURL().getPath().split("/");
                try (InputStream content = file.getInputStream()) {
                    folders.computeIfAbsent(path[path.length - 2], any -> new TreeMap<>()).put(path[path.length - 1], limited(content));
                }
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return new RuleFiles(SHIPPED, SHIPPED, folders);
    }

    static RuleFiles in(Path directory) {
        Map<String, Map<String, byte[]>> folders = new TreeMap<>();
        try (Stream<Path> sets = Files.list(directory)) {
            for (Path set : sets.filter(Files::isDirectory).sorted().toList()) {
                Map<String, byte[]> files = new TreeMap<>();
                try (Stream<Path> inside = Files.list(set)) {
                    for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
                        try (InputStream content = Files.newInputStream(file)) {
                            files.put(file.getFileName().toString(), limited(content));
                        }
                    }
                }
                folders.put(set.getFileName().toString(), files);
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        String name = directory + "/";
        return new RuleFiles(name, directory.toUri().toString(), folders);
    }

    private static byte[] limited(InputStream content) throws IOException {
        byte[] read = content.readNBytes(RuleBookCheck.LARGEST + 1);
        return read.length > RuleBookCheck.LARGEST ? null : read;
    }

    String resource(String set, String table) {
        return location + set + "/" + table + ".dmn";
    }

    List<String> tables(String set) {
        List<String> tables = new ArrayList<>();
        folders.get(set).keySet().stream().filter(f -> f.endsWith(".dmn")).forEach(f -> tables.add(f.substring(0, f.length() - 4)));
        return tables;
    }
}
