package vn.tusoi.documents.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Level;
import vn.tusoi.documents.PaperDesk;
import vn.tusoi.documents.PaperKind;
import vn.tusoi.documents.Papers;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** Papers as files to open and print. */
@Controller
class PaperPages {

    private final PaperDesk desk;
    private final Show show;

    PaperPages(PaperDesk desk, Show show) {
        this.desk = desk;
        this.show = show;
    }

    @Shows(entered = "PAPER_PRINTED")
    @GetMapping("/cases/{code}/papers/{kind}.pdf")
    ResponseEntity<byte[]> ofCase(@PathVariable String code, @PathVariable String kind, @RequestParam(defaultValue = "0") int part, Actor actor) {
        return file(code, desk.printOfCase(actor, code, PaperKind.ofSlug(kind).orElseThrow(() -> new Denied.Hidden(code)), part));
    }

    @Shows(entered = "PAPER_PRINTED")
    @GetMapping("/conferences/{code}/papers/{kind}.pdf")
    ResponseEntity<byte[]> ofConference(@PathVariable String code, @PathVariable String kind, Actor actor) {
        return file(code, desk.printOfConference(actor, code, PaperKind.ofSlug(kind).orElseThrow(() -> new Denied.Hidden(code))));
    }

    @Shows(entered = "PAPER_PRINTED")
    @GetMapping("/ratings/{round}/{unit}/proposals.pdf")
    ResponseEntity<byte[]> proposals(@PathVariable String round, @PathVariable String unit, Actor actor) {
        return file(round + "-" + unit, desk.printProposals(actor, round, unit));
    }

    @Shows(entered = "PAPER_PRINTED")
    @GetMapping("/ratings/{round}/{cell}/papers/{kind}.pdf")
    ResponseEntity<byte[]> ofCell(@PathVariable String round, @PathVariable String cell, @PathVariable String kind, @RequestParam(defaultValue = "0") int day, Actor actor) {
        return file(round + "-" + cell, desk.printOfCell(actor, round, cell, PaperKind.ofSlug(kind).orElseThrow(() -> new Denied.Hidden(cell)), day));
    }

    @Shows(entered = "PAPER_PRINTED")
    @GetMapping("/collectives/{code}/papers/{kind}.pdf")
    ResponseEntity<byte[]> ofCollective(@PathVariable String code, @PathVariable String kind, Actor actor) {
        return file(code, desk.printOfCollective(actor, code, PaperKind.ofSlug(kind).orElseThrow(() -> new Denied.Hidden(code))));
    }

    /** The same list for a spreadsheet. */
    @Shows(entered = "EXPORTED")
    @GetMapping("/ratings/{round}/{unit}/proposals.xlsx")
    ResponseEntity<byte[]> sheet(@PathVariable String round, @PathVariable String unit, Actor actor) {
        List<List<String>> rows = desk.proposals(actor, round, unit).stream().map(r -> Stream.concat(Stream.concat(
                Stream.of(r.cell(), r.name(), String.valueOf(r.birthYear()), r.post(), r.caseCode(), text(r.points())), Level.ALL.stream().map(l -> text(r.votes().get(l)))),
                Stream.of(text(r.valid()), level(r.proposed()), level(r.decided()))).toList()).toList();
        List<String> heads = Stream.concat(Stream.concat(Stream.of("papers.proposals.cell", "papers.person", "papers.proposals.born", "papers.post", "work.code", "papers.selfPoints"),
                Level.ALL.stream().map(l -> "rating." + l)), Stream.of("papers.proposals.valid", "papers.proposals.proposed", "papers.proposals.decided")).map(show::say).toList();
        return Sheet.file(round + "-" + unit, heads, rows);
    }

    private static String text(Integer figure) {
        return figure == null ? "" : String.valueOf(figure);
    }

    private String level(Level level) {
        return level == null ? "" : show.say("rating." + level);
    }

    private static ResponseEntity<byte[]> file(String code, Papers.Printed printed) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(code + "-" + printed.kind().slug() + ".pdf").build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(printed.pdf());
    }
}
