package vn.tusoi.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of rule sets, wherever they lie: in the jar's {@code processes/rules}, in a directory, in the database.
 *
 * @param name    how messages name the place
 * @param folders by folder name, the files in it; null instead of a content that is too large to be read
 * @param places  by folder name, the place of those that lie elsewhere than {@code name}
 * @param faults  what was wrong already when they were gathered
 */
record RuleFiles(String name, Map<String, Map<String, byte[]>> folders, Map<String, String> places, List<Fault> faults) {

    static final String SHIPPED = "processes/rules/";

    RuleFiles(String name, Map<String, Map<String, byte[]>> folders) {
        this(name, folders, Map.of(), List.of());
    }

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
        return new RuleFiles(SHIPPED, folders);
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
        return new RuleFiles(directory + "/", folders);
    }

    private static byte[] limited(InputStream content) throws IOException {
        byte[] read = content.readNBytes(RuleBookCheck.LARGEST + 1);
        return read.length > RuleBookCheck.LARGEST ? null : read;
    }

    /** These and others; a folder in both with other content is a fault. */
    RuleFiles and(RuleFiles others) {
        Map<String, Map<String, byte[]>> all = new TreeMap<>(folders);
        Map<String, String> where = new HashMap<>(places);
        List<Fault> found = new ArrayList<>(faults);
        found.addAll(others.faults());
        others.folders().forEach((folder, files) -> {
            if (!all.containsKey(folder)) {
                all.put(folder, files);
                where.put(folder, others.place(folder));
            } else if (!same(all.get(folder), files)) {
                found.add(Fault.at(others.place(folder) + folder + "/", 0, "twice", folder, place(folder) + folder + "/"));
            }
        });
        return new RuleFiles(name, all, where, found);
    }

    private static boolean same(Map<String, byte[]> a, Map<String, byte[]> b) {
        return a.keySet().equals(b.keySet()) && a.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), b.get(e.getKey())));
    }

    private String place(String folder) {
        return places.getOrDefault(folder, name);
    }

    /** How messages name a folder, with a slash behind it. */
    String path(String folder) {
        return place(folder) + folder + "/";
    }

    List<String> tables(String set) {
        List<String> tables = new ArrayList<>();
        folders.get(set).keySet().stream().filter(f -> f.endsWith(".dmn")).forEach(f -> tables.add(f.substring(0, f.length() - 4)));
        return tables;
    }
}
