package vn.tusoi.rulebook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.Fault;
import vn.tusoi.rulebook.Proposal;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.drafts.Clash;
import vn.tusoi.rulebook.drafts.DraftAccess;
import vn.tusoi.rulebook.drafts.DraftDesk;
import vn.tusoi.rulebook.drafts.DraftText;
import vn.tusoi.rulebook.drafts.EffectDesk;
import vn.tusoi.rulebook.drafts.RuleDraft;
import vn.tusoi.rulebook.drafts.RuleDrafts;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** Drafts of rule sets: writing, comparing, handing over, deciding. */
@Controller
class DraftPages {

    private final RuleBook rules;
    private final DraftDesk desk;
    private final EffectDesk effects;
    private final DraftAccess access;
    private final DraftFields fields;
    private final Explanations words;
    private final Show show;
    private final Clock clock;

    DraftPages(RuleBook rules, DraftDesk desk, EffectDesk effects, DraftAccess access, DraftFields fields, Explanations words, Show show, Clock clock) {
        this.rules = rules;
        this.desk = desk;
        this.effects = effects;
        this.access = access;
        this.fields = fields;
        this.words = words;
        this.show = show;
        this.clock = clock;
    }

    // all drafts ---------------------------------------------------------------------------------

    record Line(RuleDraft draft, String name, String from) { }

    @GetMapping("/rules/drafts")
    @ShowsNobody("rules")
    String list(Actor actor, Locale locale, Model model) {
        model.addAttribute("drafts", desk.list(actor).stream().map(d -> new Line(d, d.name(locale.getLanguage()), words.day(d.from()))).toList());
        model.addAttribute("writes", access.writer(actor).isPresent());
        return "rules/drafts";
    }

    /** What a new draft begins with. */
    public static class NewForm {
        public String base;
        public String code;
        public String vi;
        public String en;
        public LocalDate from;
    }

    @GetMapping("/rules/drafts/new")
    @ShowsNobody("rules")
    String fresh(Actor actor, @ModelAttribute("form") NewForm form, BindingResult result, Locale locale, Model model) {
        List<Choice> bases = bases(actor, locale);
        form.base = form.base == null ? bases.get(0).value() : form.base;
        model.addAttribute("bases", bases);
        return "rules/draft-new";
    }

    @PostMapping("/rules/drafts/new")
    ModelAndView open(Actor actor, @ModelAttribute("form") NewForm form, BindingResult result, Locale locale, Model model, RedirectAttributes flash) {
        model.addAttribute("bases", bases(actor, locale));
        if (!result.hasErrors()) {
            try {
                RuleDraft draft = desk.open(actor, form.base, form.code == null ? "" : form.code.strip(), form.vi, form.en, form.from);
                flash.addFlashAttribute("done", show.say("rules.draft.opened", draft.code(), draft.base()));
                return new ModelAndView("redirect:/rules/drafts/" + draft.id());
            } catch (Refused refused) {
                reject(result, refused);
            }
        }
        return new ModelAndView("rules/draft-new", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private List<Choice> bases(Actor actor, Locale locale) {
        if (access.writer(actor).isEmpty()) {
            throw new Denied.Forbidden("rules.drafts.denied.write");
        }
        return rules.all().stream().map(s -> Choice.of(s.code(), s.code() + " · " + s.name(locale.getLanguage()))).toList();
    }

    // one draft ----------------------------------------------------------------------------------

    /** A part of the draft to write on. @param changed parts that differ from the base */
    record Part(String href, String name, int count, long changed, long faults) { }

    record Wrong(String where, String href, String text) { }

    private Proposal head(Actor actor, long id, Locale locale, Model model) {
        RuleDraft draft = desk.read(actor, id);
        Proposal proposal = desk.proposal(actor, id);
        model.addAttribute("draft", draft);
        model.addAttribute("name", draft.name(locale.getLanguage()));
        model.addAttribute("from", words.day(draft.from()));
        model.addAttribute("writes", draft.writable() && mayWrite(actor, draft));
        model.addAttribute("decides", draft.state() == RuleDraft.State.SUBMITTED && mayWrite(actor, draft));
        model.addAttribute("faultCount", proposal.faults().size());
        return proposal;
    }

    private boolean mayWrite(Actor actor, RuleDraft draft) {
        return access.writer(actor).isPresent();
    }

    @GetMapping("/rules/drafts/{id}")
    @ShowsNobody("rules")
    String show(Actor actor, @PathVariable long id, Locale locale, Model model) {
        overview(actor, id, locale, model);
        return "rules/draft";
    }

    private void overview(Actor actor, long id, Locale locale, Model model) {
        Proposal proposal = head(actor, id, locale, model);
        DraftText text = desk.text(actor, id);
        RuleDraft draft = (RuleDraft) model.getAttribute("draft");
        Comparison comparison = comparison(draft, proposal, locale);
        model.addAttribute("different", comparison == null ? null : comparison.different());
        String here = "/rules/drafts/" + id;
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(here + "/head", show.say("rules.draft.head"), 7, 0, List.of("code", "vi", "en", "from", "to", "level", "checkedOn", "basedOn", "file").stream()
                .mapToLong(p -> proposal.in(p).size()).sum()));
        parts.add(new Part(here + "/citations", show.say("rules.texts"), text.keys("citations").size(),
                comparison == null ? 0 : comparison.texts().stream().filter(Comparison.Line::isDifferent).count(), proposal.in("citations").size()));
        model.addAttribute("parts", parts);
        model.addAttribute("values", groups(text).entrySet().stream().map(g -> new Part(here + "/values/" + g.getKey(), show.sayOr("rules.group." + g.getKey(), g.getKey()),
                g.getValue().size(), comparison == null ? 0 : comparison.values().stream().filter(l -> l.isDifferent() && g.getValue().contains(l.key())).count(),
                g.getValue().stream().mapToLong(k -> proposal.in("values/" + k).size()).sum())).toList());
        model.addAttribute("tables", text.keys("tables").stream().map(t -> new Part(here + "/tables/" + t, show.sayOr("table." + t + ".name", t), 0,
                comparison == null ? 0 : comparison.tables().stream().filter(p -> p.code().equals(t)).mapToLong(Comparison.Part::getDifferent).sum(),
                proposal.in("tables/" + t).size())).toList());
        model.addAttribute("catalogues", text.keys("catalogues").stream().map(c -> new Part(here + "/catalogues/" + c, show.sayOr("rules.catalogue." + c, c),
                text.keys("catalogues/" + c).size(), comparison == null ? 0 : comparison.catalogues().stream().filter(p -> p.code().equals(c))
                .mapToLong(Comparison.Part::getDifferent).sum(), proposal.in("catalogues/" + c).size())).toList());
        model.addAttribute("faults", proposal.faults().stream().map(f -> new Wrong(where(f), here + address(f.part()), f.fault().text(locale.getLanguage()))).toList());
        model.addAttribute("run", effects.last(actor, id).orElse(null));
    }

    private static Map<String, List<String>> groups(DraftText text) {
        return text.keys("values").stream().collect(Collectors.groupingBy(k -> k.contains(".") ? k.substring(0, k.indexOf('.')) : k, LinkedHashMap::new, Collectors.toList()));
    }

    private String where(Proposal.Located f) {
        String[] steps = f.part().split("/");
        return switch (steps[0]) {
            case "values" -> steps.length > 1 ? steps[1] : show.say("rules.values");
            case "catalogues" -> steps.length > 2 ? show.sayOr("rules.catalogue." + steps[1], steps[1]) + " · " + steps[2]
                    : steps.length > 1 ? show.sayOr("rules.catalogue." + steps[1], steps[1]) : show.say("rules.catalogues");
            case "citations" -> steps.length > 1 ? steps[1] : show.say("rules.texts");
            case "tables" -> steps.length > 1 ? show.say("rules.draft.tableLine", show.sayOr("table." + steps[1] + ".name", steps[1]), String.valueOf(f.fault().line())) : show.say("rules.tables");
            default -> show.sayOr("rules.draft.field." + steps[0], show.say("rules.draft.head"));
        };
    }

    /** Page of the part, below the draft's own. */
    private static String address(String part) {
        String[] steps = part.split("/");
        return switch (steps[0]) {
            case "values" -> steps.length > 1 ? "/values/" + (steps[1].contains(".") ? steps[1].substring(0, steps[1].indexOf('.')) : steps[1]) + "#b-values-" + steps[1] : "";
            case "catalogues" -> "/" + part;
            case "citations" -> "/" + part;
            case "tables" -> steps.length > 1 ? "/" + part : "";
            default -> "/head";
        };
    }

    // writing ------------------------------------------------------------------------------------

    /** How a page of fields is built from what the draft says and what was typed. */
    private interface Blocks extends Function<DraftFields.Shown, List<DraftFields.Block>> { }

    @GetMapping("/rules/drafts/{id}/head")
    @ShowsNobody("rules")
    String headForm(Actor actor, @PathVariable long id, Locale locale, Model model) {
        return form(actor, id, locale, model, show.say("rules.draft.head"), Map.of(), Map.of(), fields::head);
    }

    @PostMapping("/rules/drafts/{id}/head")
    ModelAndView headSave(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version, HttpServletRequest request, Locale locale, Model model, RedirectAttributes flash) {
        return save(actor, id, version, request, locale, model, flash, show.say("rules.draft.head"), "/head", null, fields::head);
    }

    @GetMapping("/rules/drafts/{id}/values/{group}")
    @ShowsNobody("rules")
    String valuesForm(Actor actor, @PathVariable long id, @PathVariable String group, Locale locale, Model model) {
        return form(actor, id, locale, model, groupName(actor, id, group), Map.of(), Map.of(), values(group));
    }

    @PostMapping("/rules/drafts/{id}/values/{group}")
    ModelAndView valuesSave(Actor actor, @PathVariable long id, @PathVariable String group, @RequestParam(defaultValue = "0") int version, HttpServletRequest request, Locale locale, Model model,
                            RedirectAttributes flash) {
        return save(actor, id, version, request, locale, model, flash, groupName(actor, id, group), "/values/" + group, null, values(group));
    }

    private String groupName(Actor actor, long id, String group) {
        if (!groups(desk.text(actor, id)).containsKey(group)) {
            throw new Denied.Hidden(group);
        }
        return show.sayOr("rules.group." + group, group);
    }

    private Blocks values(String group) {
        return s -> fields.values(s, group, s.text().keys("values"));
    }

    record ItemLine(String code, String article, String words, boolean confirmed, boolean fresh, List<String> faults) { }

    @GetMapping("/rules/drafts/{id}/catalogues/{name}")
    @ShowsNobody("rules")
    String catalogue(Actor actor, @PathVariable long id, @PathVariable String name, Locale locale, Model model) {
        Proposal proposal = head(actor, id, locale, model);
        DraftText text = text(actor, id, "catalogues/" + name);
        RuleDraft draft = (RuleDraft) model.getAttribute("draft");
        String path = "catalogues/" + name;
        Set<String> base = rules.get(draft.base()).catalogues().getOrDefault(name, List.of()).stream().map(i -> i.code()).collect(Collectors.toSet());
        model.addAttribute("title", show.sayOr("rules.catalogue." + name, name));
        model.addAttribute("href", "/rules/drafts/" + id + "/" + path);
        model.addAttribute("items", text.keys(path).stream().map(c -> new ItemLine(c, text.get(path + "/" + c + "/article"), text.get(path + "/" + c + "/" + locale.getLanguage()),
                text.get(path + "/" + c + "/confirmed").equals("true"), !base.contains(c), said(proposal, path + "/" + c, locale))).toList());
        model.addAttribute("faults", proposal.faults().stream().filter(f -> f.part().equals(path)).map(f -> f.fault().text(locale.getLanguage())).toList());
        return "rules/draft-items";
    }

    @GetMapping("/rules/drafts/{id}/citations")
    @ShowsNobody("rules")
    String citations(Actor actor, @PathVariable long id, Locale locale, Model model) {
        Proposal proposal = head(actor, id, locale, model);
        DraftText text = text(actor, id, "citations");
        RuleDraft draft = (RuleDraft) model.getAttribute("draft");
        Set<String> base = rules.get(draft.base()).citations().keySet();
        model.addAttribute("title", show.say("rules.texts"));
        model.addAttribute("href", "/rules/drafts/" + id + "/citations");
        model.addAttribute("items", text.keys("citations").stream().map(c -> new ItemLine(c, null,
                show.say("rules.draft.text", text.get("citations/" + c + "/number"), DraftFields.shown(text.get("citations/" + c + "/date")), text.get("citations/" + c + "/" + locale.getLanguage())),
                text.get("citations/" + c + "/confirmed").equals("true"), !base.contains(c), said(proposal, "citations/" + c, locale))).toList());
        model.addAttribute("faults", List.of());
        return "rules/draft-items";
    }

    private static List<String> said(Proposal proposal, String part, Locale locale) {
        return proposal.in(part).stream().map(f -> f.fault().text(locale.getLanguage())).toList();
    }

    @GetMapping("/rules/drafts/{id}/catalogues/{name}/{code}")
    @ShowsNobody("rules")
    String itemForm(Actor actor, @PathVariable long id, @PathVariable String name, @PathVariable String code, Locale locale, Model model) {
        text(actor, id, "catalogues/" + name);
        boolean added = code.equals("add");
        if (!added) {
            text(actor, id, "catalogues/" + name + "/" + code);
        }
        up(model, "/rules/drafts/" + id + "/catalogues/" + name, show.sayOr("rules.catalogue." + name, name), added, null);
        return form(actor, id, locale, model, added ? show.say("rules.draft.item.add") : code, Map.of(), Map.of(), s -> fields.item(s, name, code));
    }

    @PostMapping("/rules/drafts/{id}/catalogues/{name}/{code}")
    ModelAndView itemSave(Actor actor, @PathVariable long id, @PathVariable String name, @PathVariable String code, @RequestParam(defaultValue = "0") int version,
                          @RequestParam(required = false) String newCode, HttpServletRequest request, Locale locale, Model model, RedirectAttributes flash) {
        text(actor, id, "catalogues/" + name);
        boolean added = code.equals("add");
        up(model, "/rules/drafts/" + id + "/catalogues/" + name, show.sayOr("rules.catalogue." + name, name), added, newCode);
        return save(actor, id, version, request, locale, model, flash, added ? show.say("rules.draft.item.add") : code, "/catalogues/" + name,
                added ? "catalogues/" + name + "/" + (newCode == null ? "" : newCode.strip()) : null, s -> fields.item(s, name, code));
    }

    @GetMapping("/rules/drafts/{id}/citations/{code}")
    @ShowsNobody("rules")
    String citationForm(Actor actor, @PathVariable long id, @PathVariable String code, Locale locale, Model model) {
        boolean added = code.equals("add");
        if (!added) {
            text(actor, id, "citations/" + code);
        }
        up(model, "/rules/drafts/" + id + "/citations", show.say("rules.texts"), added, null);
        return form(actor, id, locale, model, added ? show.say("rules.draft.text.add") : code, Map.of(), Map.of(), s -> fields.citation(s, code, !added));
    }

    @PostMapping("/rules/drafts/{id}/citations/{code}")
    ModelAndView citationSave(Actor actor, @PathVariable long id, @PathVariable String code, @RequestParam(defaultValue = "0") int version, @RequestParam(required = false) String newCode,
                              HttpServletRequest request, Locale locale, Model model, RedirectAttributes flash) {
        boolean added = code.equals("add");
        up(model, "/rules/drafts/" + id + "/citations", show.say("rules.texts"), added, newCode);
        return save(actor, id, version, request, locale, model, flash, added ? show.say("rules.draft.text.add") : code, "/citations",
                added ? "citations/" + (newCode == null ? "" : newCode.strip()) : null, s -> fields.citation(s, code, !added));
    }

    private static void up(Model model, String href, String name, boolean added, String newCode) {
        model.addAttribute("upHref", href);
        model.addAttribute("upName", name);
        model.addAttribute("added", added);
        model.addAttribute("newCode", newCode == null ? "" : newCode);
    }

    /** @throws Denied.Hidden where the draft has no such part */
    private DraftText text(Actor actor, long id, String part) {
        DraftText text = desk.text(actor, id);
        if (!text.has(part)) {
            throw new Denied.Hidden(part);
        }
        return text;
    }

    private String form(Actor actor, long id, Locale locale, Model model, String title, Map<String, String> typed, Map<String, String> theirs, Blocks blocks) {
        Proposal proposal = head(actor, id, locale, model);
        if (!model.containsAttribute("added")) {
            model.addAttribute("added", false);
        }
        model.addAttribute("title", title);
        model.addAttribute("blocks", blocks.apply(new DraftFields.Shown(desk.text(actor, id), proposal, typed, theirs)));
        return "rules/draft-form";
    }

    private ModelAndView save(Actor actor, long id, int version, HttpServletRequest request, Locale locale, Model model, RedirectAttributes flash, String title, String back,
                              String added, Blocks blocks) {
        Map<String, String> typed = new LinkedHashMap<>();
        Map<String, String> edits = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(DraftFields.PREFIX)) {
                String path = name.substring(DraftFields.PREFIX.length());
                String field = path.substring(path.lastIndexOf('/') + 1);
                String value = Set.of("from", "to", "date", "checkedOn").contains(field) ? DraftFields.stored(values[0]) : values[0];
                typed.put(path, value);
                edits.put(added == null ? path : added + "/" + field, value);
            }
        });
        try {
            DraftDesk.Done done = added == null ? desk.save(actor, id, version, edits) : desk.add(actor, id, version, added, edits);
            String meanwhile = done.meanwhile().stream().map(RuleDrafts.Saved::name).distinct().collect(Collectors.joining(", "));
            flash.addFlashAttribute("done", show.say("rules.draft.saved", show.moment(clock.instant()))
                    + (meanwhile.isEmpty() ? "" : " " + show.say("rules.draft.saved.meanwhile", meanwhile)));
            return new ModelAndView("redirect:/rules/drafts/" + id + back);
        } catch (Clash clash) {
            Map<String, String> theirs = new LinkedHashMap<>();
            clash.parts().forEach(p -> theirs.put(p.path(), p.theirs()));
            model.addAttribute("clash", said(clash));
            form(actor, id, locale, model, title, typed, theirs, blocks);
            return new ModelAndView("rules/draft-form", model.asMap(), HttpStatus.CONFLICT);
        } catch (Refused refused) {
            model.addAttribute("refused", show.say(refused.messageKey(), refused.args()));
            form(actor, id, locale, model, title, typed, Map.of(), blocks);
            return new ModelAndView("rules/draft-form", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    private List<String> said(Clash clash) {
        return clash.saves().stream().map(s -> show.say("rules.draft.clash.by", s.name(), show.moment(s.at()))).distinct().toList();
    }

    // tables -------------------------------------------------------------------------------------

    @GetMapping("/rules/drafts/{id}/tables/{table:[A-Za-z]+}")
    @ShowsNobody("rules")
    String table(Actor actor, @PathVariable long id, @PathVariable String table, Locale locale, Model model) {
        fillTable(actor, id, table, locale, model);
        return "rules/draft-table";
    }

    private void fillTable(Actor actor, long id, String table, Locale locale, Model model) {
        Proposal proposal = head(actor, id, locale, model);
        if (!desk.text(actor, id).keys("tables").contains(table)) {
            throw new Denied.Hidden(table);
        }
        RuleDraft draft = (RuleDraft) model.getAttribute("draft");
        model.addAttribute("table", table);
        model.addAttribute("title", show.sayOr("table." + table + ".name", table));
        model.addAttribute("faults", proposal.in("tables/" + table).stream().map(f -> show.say("rules.draft.atLine", String.valueOf(f.fault().line()), f.fault().text(locale.getLanguage()))).toList());
        model.addAttribute("sheet", proposal.set() != null && proposal.tables().containsKey(table) ? rules.trying(proposal, () -> words.table(proposal.set(), table)) : null);
        model.addAttribute("asBase", java.util.Arrays.equals(desk.file(actor, id, table + ".dmn"), rules.files(draft.base()).get(table + ".dmn")));
    }

    @GetMapping("/rules/drafts/{id}/tables/{table:[A-Za-z]+}.dmn")
    @ShowsNobody("rules")
    ResponseEntity<byte[]> download(Actor actor, @PathVariable long id, @PathVariable String table) {
        return file(table + ".dmn", "application/xml", desk.file(actor, id, table + ".dmn"));
    }

    @GetMapping("/rules/drafts/{id}/rule-set.yaml")
    @ShowsNobody("rules")
    ResponseEntity<byte[]> download(Actor actor, @PathVariable long id) {
        return file("rule-set.yaml", "text/plain", desk.file(actor, id, "rule-set.yaml"));
    }

    private static ResponseEntity<byte[]> file(String name, String type, byte[] content) {
        return ResponseEntity.ok().contentType(new MediaType(MediaType.parseMediaType(type), java.nio.charset.StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString()).body(content);
    }

    @PostMapping("/rules/drafts/{id}/tables/{table:[A-Za-z]+}")
    ModelAndView upload(Actor actor, @PathVariable long id, @PathVariable String table, @RequestParam(defaultValue = "0") int version, @RequestParam(required = false) MultipartFile file,
                        Locale locale, Model model, RedirectAttributes flash) throws IOException {
        desk.writing(actor, id);
        String name = file == null || file.getOriginalFilename() == null ? "" : file.getOriginalFilename().replaceAll("^.*[/\\\\]", "");
        List<String> refused;
        if (file == null || file.isEmpty()) {
            refused = List.of(show.say("rules.draft.table.noFile"));
        } else {
            try {
                List<Fault> faults = desk.upload(actor, id, version, table, name, file.getBytes());
                if (faults.isEmpty()) {
                    flash.addFlashAttribute("done", show.say("rules.draft.table.done", name));
                    return new ModelAndView("redirect:/rules/drafts/" + id + "/tables/" + table);
                }
                refused = faults.stream().map(f -> f.place() + ": " + f.text(locale.getLanguage())).toList();
            } catch (Clash clash) {
                model.addAttribute("clash", said(clash));
                refused = List.of();
            } catch (Refused no) {
                refused = List.of(show.say(no.messageKey(), no.args()));
            }
        }
        model.addAttribute("refused", refused);
        model.addAttribute("fileName", name);
        fillTable(actor, id, table, locale, model);
        return new ModelAndView("rules/draft-table", model.asMap(), model.containsAttribute("clash") ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @PostMapping("/rules/drafts/{id}/tables/{table:[A-Za-z]+}/base")
    String asInBase(Actor actor, @PathVariable long id, @PathVariable String table, @RequestParam(defaultValue = "0") int version, RedirectAttributes flash) {
        try {
            desk.asInBase(actor, id, version, table);
            flash.addFlashAttribute("done", show.say("rules.draft.table.based"));
        } catch (Clash clash) {
            flash.addFlashAttribute("clash", said(clash));
        }
        return "redirect:/rules/drafts/" + id + "/tables/" + table;
    }

    // comparing, handing over, deciding ----------------------------------------------------------

    private Comparison comparison(RuleDraft draft, Proposal proposal, Locale locale) {
        return proposal.readable().map(set -> rules.trying(proposal, () -> Comparison.of(rules.get(draft.base()), set, locale.getLanguage(), words,
                c -> show.sayOr("rules.catalogue." + c, c), article -> show.say("rules.article", article)))).orElse(null);
    }

    record Named(RuleSet set, String name) { }

    private void compare(RuleDraft draft, Proposal proposal, boolean all, Locale locale, Model model) {
        Comparison comparison = comparison(draft, proposal, locale);
        model.addAttribute("left", new Named(rules.get(draft.base()), rules.get(draft.base()).name(locale.getLanguage())));
        model.addAttribute("right", proposal.set() == null ? null : new Named(proposal.set(), draft.name(locale.getLanguage())));
        model.addAttribute("comparison", comparison);
        model.addAttribute("different", comparison == null ? null : comparison.different());
        model.addAttribute("all", all);
    }

    @GetMapping("/rules/drafts/{id}/compare")
    @ShowsNobody("rules")
    String compare(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "false") boolean all, Locale locale, Model model) {
        Proposal proposal = head(actor, id, locale, model);
        compare((RuleDraft) model.getAttribute("draft"), proposal, all, locale, model);
        return "rules/draft-compare";
    }

    @PostMapping("/rules/drafts/{id}/submit")
    ModelAndView submit(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version, @RequestParam(defaultValue = "") String note, Locale locale, Model model,
                        RedirectAttributes flash) {
        try {
            desk.submit(actor, id, version, note);
            flash.addFlashAttribute("done", show.say("rules.draft.submitted"));
            return new ModelAndView("redirect:/rules/drafts/" + id);
        } catch (Refused refused) {
            model.addAttribute("refused", show.say(refused.messageKey(), refused.args()));
            model.addAttribute("note", note);
            overview(actor, id, locale, model);
            return new ModelAndView("rules/draft", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    @PostMapping("/rules/drafts/{id}/drop")
    String drop(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        desk.drop(actor, id);
        flash.addFlashAttribute("done", show.say("rules.draft.dropped"));
        return "redirect:/rules/drafts";
    }

    /** The second officer's answer. */
    public static class DecideForm {
        public String decision;
        public LocalDate from;
        public String reason;
    }

    @GetMapping("/rules/drafts/{id}/decide")
    @ShowsNobody("rules")
    String decide(Actor actor, @PathVariable long id, @ModelAttribute("form") DecideForm form, BindingResult result, Locale locale, Model model) {
        fillDecide(actor, id, locale, model);
        form.from = ((RuleDraft) model.getAttribute("draft")).from();
        return "rules/draft-decide";
    }

    private void fillDecide(Actor actor, long id, Locale locale, Model model) {
        RuleDraft draft = desk.writing(actor, id);
        if (draft.state() != RuleDraft.State.SUBMITTED) {
            throw new Refused("rules.drafts.refused.notSubmitted");
        }
        Proposal proposal = head(actor, id, locale, model);
        compare(draft, proposal, false, locale, model);
        model.addAttribute("run", effects.last(actor, id).orElse(null));
        model.addAttribute("counts", effects.counts(actor, id));
        model.addAttribute("choices", List.of(Choice.of("APPROVE", show.say("rules.decide.approve"), show.say("rules.decide.approve.text", draft.code())),
                Choice.of("RETURN", show.say("rules.decide.return"), show.say("rules.decide.return.text", draft.submittedName()))));
    }

    @PostMapping("/rules/drafts/{id}/decide")
    ModelAndView decided(Actor actor, @PathVariable long id, @ModelAttribute("form") DecideForm form, BindingResult result, Locale locale, Model model, RedirectAttributes flash) {
        if (!result.hasErrors()) {
            try {
                if ("APPROVE".equals(form.decision)) {
                    RuleSet set = desk.approve(actor, id, form.from);
                    flash.addFlashAttribute("done", show.say("rules.decide.done", set.code(), words.day(set.from())));
                    return new ModelAndView("redirect:/rules/" + set.code());
                }
                if ("RETURN".equals(form.decision)) {
                    desk.sendBack(actor, id, form.reason);
                    flash.addFlashAttribute("done", show.say("rules.decide.returned"));
                    return new ModelAndView("redirect:/rules/drafts/" + id);
                }
                result.rejectValue("decision", "error.required");
            } catch (Refused refused) {
                reject(result, refused);
            }
        }
        fillDecide(actor, id, locale, model);
        return new ModelAndView("rules/draft-decide", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static void reject(BindingResult result, Refused refused) {
        if (refused.field() == null || !Set.of("base", "code", "vi", "en", "from", "reason", "decision").contains(refused.field())) {
            result.reject(refused.messageKey(), refused.args(), refused.messageKey());
        } else {
            result.rejectValue(refused.field(), refused.messageKey(), refused.args(), refused.messageKey());
        }
    }
}
