package vn.tusoi.rounds.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table as a file that spreadsheets open: UTF-8 with its mark, text that looks like a formula made harmless. */
final class RoundCsv {

    private RoundCsv() { }

    static ResponseEntity<byte[]> file(String name, List<String> heads, List<List<String>> rows) {
        StringWriter out = new StringWriter();
        out.write('\ufeff');
        CsvWriter writer = CsvWriter.builder().build(out);
        writer.writeRecord(heads);
        rows.forEach(row -> writer.writeRecord(row.stream().map(RoundCsv::harmless).toList()));
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String harmless(String text) {
        return text != null && !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
