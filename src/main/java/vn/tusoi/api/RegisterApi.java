package vn.tusoi.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.tusoi.access.Actor;
import vn.tusoi.register.Unit;
import vn.tusoi.register.desk.RegisterDesk;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;

@RestController
@RequestMapping("/api/v1/register")
@Tag(name = "register", description = "Units and members, as far as the caller's offices reach")
class RegisterApi {

    private final RegisterDesk desk;

    RegisterApi(RegisterDesk desk) {
        this.desk = desk;
    }

    record UnitView(String code, String name, String kind, String parent, LocalDate validFrom, LocalDate validTo, String successor) {
        static UnitView of(Unit u) {
            return new UnitView(u.code(), u.name(), u.kind().name(), u.parent(), u.validFrom(), u.validTo(), u.successor());
        }
    }

    record MemberView(String code, String fullName, String gender, String partyPost, String status, String cell) { }

    @GetMapping("/units")
    @ShowsNobody("units")
    @Operation(summary = "Units of the caller's realm; q searches names without diacritics")
    Paged<UnitView> units(@Parameter(hidden = true) Actor actor, @RequestParam(required = false) String q, @RequestParam(required = false) String under,
                          @RequestParam(defaultValue = "1") @Min(1) int page) {
        return Paged.of(desk.units(actor, new RegisterDesk.UnitQuestion(q, under, null, false), page), row -> UnitView.of(row.unit()));
    }

    @GetMapping("/units/{code}")
    @ShowsNobody("a unit")
    @Operation(summary = "One unit")
    UnitView unit(@Parameter(hidden = true) Actor actor, @PathVariable String code) {
        return UnitView.of(desk.unit(actor, code));
    }

    @GetMapping("/members")
    @Shows
    @Operation(summary = "Members the caller may list, sorted the Vietnamese way; q searches names without diacritics")
    Paged<MemberView> members(@Parameter(hidden = true) Actor actor, @RequestParam(required = false) String q, @RequestParam(required = false) String unit,
                              @RequestParam(defaultValue = "1") @Min(1) int page) {
        return Paged.of(desk.members(actor, new RegisterDesk.MemberQuestion(q, unit, null, null, null), page),
                m -> new MemberView(m.code(), m.fullName(), m.gender(), m.partyPost(), m.status(), m.cell()));
    }

    @GetMapping("/members/{code}")
    @Shows(entered = "REGISTER_READ")
    @Operation(summary = "One member's file; the reading is recorded")
    RegisterDesk.File member(@Parameter(hidden = true) Actor actor, @PathVariable String code) {
        return desk.read(actor, code);
    }
}
