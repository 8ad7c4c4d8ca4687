package vn.tusoi.ledger.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Line;
import vn.tusoi.ledger.Sentences;

/** What a pack holds, for people, in both languages: pages without scripts. The first entries are listed; the files hold all. */
final class PackSummary {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int LISTED = 3_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy").withZone(ZONE);
    private static final int SHORT = 12;

    private static final class Page {
        private final Locale locale;
        private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
        private byte[] whole;

        Page(Locale locale) {
            this.locale = locale;
        }
    }

    private final MessageSource words;
    private final PackScope scope;
    private final Instant at;
    private final List<Page> pages = List.of(new Page(Locale.forLanguageTag("vi")), new Page(Locale.ENGLISH));
    private int listed;

    PackSummary(MessageSource words, PackScope scope, Instant at) {
        this.words = words;
        this.scope = scope;
        this.at = at;
    }

    void entry(Line line, String hash) throws IOException {
        if (++listed > LISTED) {
            return;
        }
        for (Page page : pages) {
            String who = line.person() == null ? say(page, "packs.process") : line.person();
            String outcome = line.outcome() == null ? "" : words.getMessage("outcome." + line.outcome(), null, line.outcome(), page.locale);
            String sentence = Sentences.whole(words.getMessage("act." + line.act(), new Object[] {who, outcome, ""}, line.act(), page.locale));
            String rule = line.ruleSet() == null ? "" : line.ruleSet() + (line.ruleRef() == null ? "" : " " + line.ruleRef());
            page.rows.write(("<tr><td>" + TIME.format(line.at()) + "</td><td>" + escape(line.stream() + " " + line.seq()) + "</td><td>" + escape(sentence) + "</td><td>"
                    + escape(line.code()) + "</td><td>" + escape(rule) + "</td><td><code>" + hash.substring(0, SHORT) + "</code></td></tr>\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    void finish(long entries, long shown, int documents, Checkpoint last) {
        for (Page page : pages) {
            StringBuilder out = new StringBuilder("<!doctype html><html lang=\"").append(page.locale.getLanguage()).append("\"><meta charset=\"utf-8\"><title>")
                    .append(escape(title(page))).append("</title><h1>").append(escape(title(page))).append("</h1>");
            paragraph(out, say(page, "packs.made", TIME.format(at)));
            paragraph(out, say(page, "packs.counts", entries, shown, entries - shown, documents));
            paragraph(out, last == null ? say(page, "packs.noCheckpoint") : say(page, "packs.checkpoint", String.valueOf(last.no()), TIME.format(last.at()), last.code()));
            paragraph(out, say(page, "packs.check"));
            paragraph(out, say(page, "packs.notProven"));
            if (listed > LISTED) {
                paragraph(out, say(page, "packs.listed", LISTED, listed));
            }
            out.append("<table border=\"1\"><thead><tr>");
            for (String head : List.of("packs.at", "packs.entry", "packs.what", "packs.subject", "packs.rule", "packs.digest")) {
                out.append("<th scope=\"col\">").append(escape(say(page, head))).append("</th>");
            }
            out.append("</tr></thead><tbody>\n");
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(out.toString().getBytes(StandardCharsets.UTF_8));
            whole.writeBytes(page.rows.toByteArray());
            whole.writeBytes("</tbody></table></html>\n".getBytes(StandardCharsets.UTF_8));
            page.whole = whole.toByteArray();
        }
    }

    byte[] page(int language) {
        return pages.get(language).whole;
    }

    private String title(Page page) {
        return scope.kind() == PackScope.Kind.PERIOD ? say(page, "packs.title.PERIOD", scope.from().format(DateTimeFormatter.ofPattern("dd/MM/yyyy")),
                scope.to().format(DateTimeFormatter.ofPattern("dd/MM/yyyy"))) : say(page, "packs.title." + scope.kind(), scope.code());
    }

    private static void paragraph(StringBuilder out, String text) {
        out.append("<p>").append(escape(text)).append("</p>\n");
    }

    private String say(Page page, String key, Object... args) {
        return words.getMessage(key, args, page.locale);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
