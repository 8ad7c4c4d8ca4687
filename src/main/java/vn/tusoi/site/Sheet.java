package vn.tusoi.site;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table as a file that spreadsheets open: UTF-8 with its mark, text that looks like a formula made harmless. */
public final class Sheet {

    private Sheet() { }

    /** A download; dates and figures as the reader sees them on the page. */
    public static ResponseEntity<byte[]> file(String name, List<String> heads, List<List<String>> rows) {
        StringWriter out = new StringWriter();
        out.write('\ufeff');
        try (CsvWriter writer = CsvWriter.builder().build(out)) {
            writer.writeRecord(heads);
            rows.forEach(row -> writer.writeRecord(row.stream().map(Sheet::harmless).toList()));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String harmless(String text) {
        String start = text == null ? "" : text.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(start.charAt(0)) >= 0;
        return formula || text != null && !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
