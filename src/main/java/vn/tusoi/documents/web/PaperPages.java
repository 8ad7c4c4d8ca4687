package vn.tusoi.documents.web;

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
import vn.tusoi.documents.PaperDesk;
import vn.tusoi.documents.PaperKind;
import vn.tusoi.documents.Papers;
import vn.tusoi.site.Shows;

/** Papers as files to open and print. */
@Controller
class PaperPages {

    private final PaperDesk desk;

    PaperPages(PaperDesk desk) {
        this.desk = desk;
    }

    @Shows(entered = "PAPER_PRINTED")
    @GetMapping("/cases/{code}/papers/{kind}.pdf")
    ResponseEntity<byte[]> ofCase(@PathVariable String code, @PathVariable String kind, @RequestParam(defaultValue = "0") int part, Actor actor) {
        return file(code, desk.printOfCase(actor, code, PaperKind.ofSlug(kind).orElseThrow(() -> new Denied.Hidden(code)), part));
    }

    private static ResponseEntity<byte[]> file(String code, Papers.Printed printed) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(code + "-" + printed.kind().slug() + ".pdf").build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(printed.pdf());
    }
}
