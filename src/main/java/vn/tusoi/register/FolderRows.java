package vn.tusoi.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the CSV files of a folder: UTF-8 with or without byte order mark, separated by commas, columns in any order. */
public final class FolderRows implements RegisterRows {

    private final Path folder;

    public FolderRows(Path folder) {
        this.folder = folder;
    }

    @Override
    public void read(RegisterFile file, Sink sink) throws Unreadable {
        Path path = folder.resolve(file.fileName());
        if (file.optional() && !Files.exists(path)) {
            return;
        }
        if (!Files.isRegularFile(path)) {
            throw unreadable(file, 0, null, "import.file.missing", folder.toString());
        }
        int row = 0;
        try (Reader text = new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
             CsvReader<CsvRecord> csv = CsvReader.builder().skipEmptyLines(false).extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                     .allowExtraCharsAfterClosingQuote(false).allowUnclosedQuote(false).maxBufferSize(1 << 20).ofCsvRecord(text)) {
            int[] place = null;
            for (CsvRecord line : csv) {
                row++;
                if (place == null) {
                    place = head(file, line.getFields());
                    continue;
                }
                int found = line.getFieldCount();
                if (found == 1 && line.getField(0).isBlank()) {
                    continue; // an empty line counts as a row in a spreadsheet and says nothing
                }
                if (found != place.length) {
                    sink.uneven(row, found, place.length);
                    continue;
                }
                String[] cells = new String[place.length];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = line.getField(place[i]);
                }
                sink.row(row, cells);
            }
            if (place == null) {
                throw unreadable(file, 0, null, "import.file.empty");
            }
        } catch (CsvParseException | UncheckedIOException wrong) {
            throw broken(file, row + 1, wrong);
        } catch (IOException wrong) {
            throw broken(file, row + 1, wrong);
        }
    }

    /** Where each column of the register stands in the file. */
    private static int[] head(RegisterFile file, List<String> fields) throws Unreadable {
        List<String> names = fields.stream().map(f -> VietnameseText.clean(f.replace("\ufeff", ""))).toList();
        for (String name : names) {
            if (!file.columns().contains(name)) {
                throw unreadable(file, 1, name, "import.column.unknown", String.join(", ", file.columns()));
            }
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw unreadable(file, 1, name, "import.column.twice");
            }
        }
        int[] place = new int[file.columns().size()];
        for (int i = 0; i < place.length; i++) {
            String column = file.columns().get(i);
            place[i] = names.indexOf(column);
            if (place[i] < 0) {
                throw unreadable(file, 1, column, "import.column.missing");
            }
        }
        return place;
    }

    private static Unreadable broken(RegisterFile file, int row, Exception wrong) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return unreadable(file, row, null, "import.file.notUtf8");
            }
        }
        return wrong instanceof CsvParseException
                ? unreadable(file, row, null, "import.file.malformed")
                : unreadable(file, row, null, "import.file.unreadable", wrong.getClass().getSimpleName());
    }

    private static Unreadable unreadable(RegisterFile file, int row, String column, String key, Object... args) {
        return new Unreadable(Fault.of(file, row, column, Fault.Severity.FILE, key, args));
    }
}
