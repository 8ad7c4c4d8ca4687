package vn.tusoi.site;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A table as a file that spreadsheets open: CSV in UTF-8 with its mark, text that looks like a formula made harmless; or XLSX, where text is text and whole
 * numbers can be added up. Which of the two is what the address ends in.
 */
public final class Sheet {

    private static final MediaType XLSX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    /** Codes keep their leading zeros: they are no figures. */
    private static final Pattern FIGURE = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String NOT_XML = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";
    private static final int NARROW = 6;
    private static final int WIDE = 48;

    private Sheet() { }

    /** A download; dates and figures as the reader sees them on the page. */
    public static ResponseEntity<byte[]> file(String name, List<String> heads, List<List<String>> rows) {
        return asked().endsWith(".xlsx") ? workbook(name.replaceAll("\\.csv$", "") + ".xlsx", heads, rows) : csv(name, heads, rows);
    }

    private static String asked() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes served ? served.getRequest().getRequestURI() : "";
    }

    /** One sheet with a head that stays, as wide as what stands in it. */
    private static ResponseEntity<byte[]> workbook(String name, List<String> heads, List<List<String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Tusoi", null); Worksheet sheet = book.newWorksheet("Tusoi")) {
            for (int i = 0; i < heads.size(); i++) {
                sheet.value(0, i, heads.get(i));
                sheet.style(0, i).bold().wrapText(true).set();
                int column = i;
                int widest = rows.stream().map(row -> column < row.size() ? row.get(column) : null).mapToInt(t -> t == null ? 0 : t.length()).max().orElse(0);
                sheet.width(i, Math.max(NARROW, Math.min(WIDE, Math.max(widest, heads.get(i).length() / 2) + 2)));
            }
            sheet.freezePane(0, 1);
            for (int r = 0; r < rows.size(); r++) {
                List<String> row = rows.get(r);
                for (int i = 0; i < row.size(); i++) {
                    String text = row.get(i);
                    if (text != null && FIGURE.matcher(text).matches()) {
                        sheet.value(r + 1, i, Integer.parseInt(text));
                    } else if (text != null && !text.isEmpty()) {
                        sheet.value(r + 1, i, text.replaceAll(NOT_XML, "\uFFFD"));
                    }
                }
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return ResponseEntity.ok().contentType(XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString()).body(out.toByteArray());
    }

    private static ResponseEntity<byte[]> csv(String name, List<String> heads, List<List<String>> rows) {
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

    /** A download of any length, sent while its rows are found. @param filler hands over the rows in their order */
    public static void csv(HttpServletResponse response, String name, List<String> heads, Consumer<Consumer<List<String>>> filler) throws IOException {
        response.setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8).toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString());
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\ufeff');
        try (CsvWriter writer = CsvWriter.builder().build(out)) {
            writer.writeRecord(heads);
            filler.accept(row -> writer.writeRecord(row.stream().map(Sheet::harmless).toList()));
        }
    }

    private static String harmless(String text) {
        String start = text == null ? "" : text.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(start.charAt(0)) >= 0;
        return formula || text != null && !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
