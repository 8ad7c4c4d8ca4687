package vn.tusoi.rulebook.drafts;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rulebook.Digest;
import vn.tusoi.rulebook.Fault;
import vn.tusoi.rulebook.Proposal;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.RuleShelf;
import vn.tusoi.worklist.Refused;

/** Writing drafts, handing them over, putting them into force. Whoever wrote on a draft does not approve it. */
@Component
public class DraftDesk {

    static final String YAML = "rule-set.yaml";
    private static final String KIND = "RULES";
    private static final String CODE = "[0-9A-Za-z][0-9A-Za-z-]{1,39}";
    private static final List<String> TAKEN_BY_ADDRESSES = List.of("drafts", "compare", "local");
    private static final int LONG = 2000;
    private static final int MOST_TOLD = 40;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RuleBook rules;
    private final RuleShelf shelf;
    private final RuleDrafts drafts;
    private final DraftAccess access;
    private final SeparationOfDuties separation;
    private final Ledger ledger;

    DraftDesk(JdbcClient jdbc, Clock clock, RuleBook rules, RuleShelf shelf, RuleDrafts drafts, DraftAccess access, SeparationOfDuties separation, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rules = rules;
        this.shelf = shelf;
        this.drafts = drafts;
        this.access = access;
        this.separation = separation;
        this.ledger = ledger;
    }

    /** Who may see drafts sees all of their province. */
    @Transactional(readOnly = true)
    public List<RuleDraft> list(Actor actor) {
        String province = access.province(access.list(actor)).orElseThrow().code();
        return drafts.all().stream().filter(d -> d.unit().equals(province)).toList();
    }

    /** @throws vn.tusoi.access.Denied for those who may not see it */
    @Transactional(readOnly = true)
    public RuleDraft read(Actor actor, long id) {
        RuleDraft draft = drafts.get(id);
        access.look(actor, draft);
        return draft;
    }

    /** As {@link #read}, for those who may write or decide. @throws vn.tusoi.access.Denied for everybody else */
    @Transactional(readOnly = true)
    public RuleDraft writing(Actor actor, long id) {
        RuleDraft draft = drafts.get(id);
        access.act(actor, draft);
        return draft;
    }

    /** Begins a draft with everything that a set says. @throws Refused for a code that is malformed or taken, or a base that there is not */
    @Transactional
    public RuleDraft open(Actor actor, String base, String code, String vi, String en, LocalDate from) {
        Office office = access.open(actor);
        if (rules.all().stream().noneMatch(s -> s.code().equals(base))) {
            throw Refused.field("base", "rules.drafts.refused.base");
        }
        code(code);
        if (vi == null || vi.isBlank()) {
            throw Refused.field("vi", "error.required");
        }
        Map<String, byte[]> files = rules.files(base);
        DraftText text = DraftText.of(files.get(YAML));
        text.put("code", code);
        text.put("vi", VietnameseText.clean(vi));
        text.put("en", VietnameseText.clean(en == null ? "" : en));
        text.put("from", from == null ? "" : from.toString());
        text.put("to", "");
        text.put("basedOn", base);
        text.put("checkedBy", "");
        text.put("checkedOn", "");
        files.put(YAML, text.bytes());
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into rule_draft(base, unit_code, code, state, version, opened_by, opened_name, opened_at)
                        values (?, ?, ?, 'OPEN', 0, ?, ?, ?)""")
                .params(base, access.province(office).orElseThrow().code(), code, actor.username(), actor.displayName(), now()).update(key, "id");
        long id = key.getKey().longValue();
        store(actor, id, 0, files);
        RuleDraft draft = drafts.get(id);
        separation.take(actor, draft.subject(), Duty.PREPARER, List.of());
        ledger.entry(actor, "DRAFT_OPENED").in(office).on(KIND, draft.subject()).rule(base, null).with("code", code).with("digest", Digest.of(files.get(YAML))).write();
        return draft;
    }

    private void code(String code) {
        if (code == null || !code.matches(CODE) || TAKEN_BY_ADDRESSES.contains(code)) {
            throw Refused.field("code", "rules.fault.code", code == null ? "" : code);
        }
        if (rules.all().stream().anyMatch(s -> s.code().equals(code))) {
            throw Refused.field("code", "rules.drafts.refused.taken", code);
        }
    }

    /** What a save did. @param meanwhile who else had saved since the page was opened, without touching the same parts */
    public record Done(RuleDraft draft, List<RuleDrafts.Saved> meanwhile) { }

    /**
     * Saves parts by their path, right or wrong.
     *
     * @param version that the page was opened on
     * @throws Clash where somebody else changed the same parts since
     */
    @Transactional
    public Done save(Actor actor, long id, int version, Map<String, String> edits) {
        return change(actor, id, version, null, edits);
    }

    /** Adds a text ({@code citations/QD1}) or an item ({@code catalogues/acts/PH20}) and sets its parts. @throws Refused for a code that is malformed or taken */
    @Transactional
    public Done add(Actor actor, long id, int version, String path, Map<String, String> edits) {
        String code = path.substring(path.lastIndexOf('/') + 1);
        if (!code.matches("[0-9A-Za-z][0-9A-Za-z._-]{0,29}") || code.equals("add")) {
            throw Refused.field("code", "rules.drafts.refused.itemCode");
        }
        if (!path.matches("(citations|catalogues/[A-Za-z_.]+)/[^/]+")) {
            throw new Refused("rules.drafts.refused.part", path);
        }
        return change(actor, id, version, path, edits);
    }

    private Done change(Actor actor, long id, int version, String added, Map<String, String> edits) {
        RuleDraft draft = drafts.lock(id);
        Office office = write(actor, draft);
        Map<String, byte[]> files = drafts.files(id, draft.version());
        DraftText now = DraftText.of(files.get(YAML));
        DraftText seen = version == draft.version() ? now : DraftText.of(drafts.files(id, version).getOrDefault(YAML, files.get(YAML)));
        if (added != null) {
            if (now.has(added)) {
                throw Refused.field("code", "rules.drafts.refused.itemTaken", added.substring(added.lastIndexOf('/') + 1));
            }
            now.add(added);
        }
        List<Clash.Both> both = new ArrayList<>();
        Map<String, String> mine = new LinkedHashMap<>();
        edits.forEach((path, typed) -> {
            String text = VietnameseText.clean(typed == null ? "" : typed);
            String before = seen.get(path);
            String current = now.get(path);
            if (text.equals(before) && added == null || text.equals(current)) {
                return;
            }
            if (added == null && !current.equals(before)) {
                both.add(new Clash.Both(path, current, text));
            }
            mine.put(path, text);
        });
        List<RuleDrafts.Saved> meanwhile = drafts.savedAfter(id, version);
        if (!both.isEmpty()) {
            throw new Clash(meanwhile, both);
        }
        if (mine.isEmpty() && added == null) {
            return new Done(draft, meanwhile);
        }
        if (mine.containsKey("code")) {
            code(mine.get("code"));
        }
        mine.forEach((path, text) -> {
            try {
                now.put(path, text);
            } catch (IllegalArgumentException unknown) {
                throw new Refused("rules.drafts.refused.part", path);
            }
        });
        files.put(YAML, now.bytes());
        if (files.get(YAML).length > RuleBook.LARGEST_FILE) {
            throw new Refused("rules.drafts.refused.large", RuleBook.LARGEST_FILE);
        }
        store(actor, id, draft.version(), files);
        List<String> changed = new ArrayList<>(mine.keySet());
        ledger.entry(actor, "DRAFT_SAVED").in(office).on(KIND, draft.subject()).rule(draft.base(), null).with("version", draft.version() + 1)
                .with("parts", changed.size()).with("changed", changed.subList(0, Math.min(MOST_TOLD, changed.size()))).with("digest", Digest.of(files.get(YAML))).write();
        return new Done(drafts.get(id), meanwhile);
    }

    /**
     * Replaces a decision table. A file that is no plain table of DMN 1.3 is refused: nothing changes. Gaps, overlaps and unknown codes are kept and shown.
     *
     * @param name of the file, as it is named to the person
     * @return why it was refused; empty where it was taken
     * @throws Clash where somebody else replaced the table since
     */
    @Transactional
    public List<Fault> upload(Actor actor, long id, int version, String table, String name, byte[] content) {
        RuleDraft draft = drafts.lock(id);
        Office office = write(actor, draft);
        String file = file(draft, table);
        List<Fault> refused = rules.refuse(name, table, content);
        if (!refused.isEmpty()) {
            return refused;
        }
        replace(actor, office, draft, version, file, content);
        return List.of();
    }

    /** Goes back to the table of the base. */
    @Transactional
    public void asInBase(Actor actor, long id, int version, String table) {
        RuleDraft draft = drafts.lock(id);
        Office office = write(actor, draft);
        String file = file(draft, table);
        replace(actor, office, draft, version, file, rules.files(draft.base()).get(file));
    }

    private String file(RuleDraft draft, String table) {
        String file = table + ".dmn";
        if (!drafts.digests(draft.id(), draft.version()).containsKey(file)) {
            throw new Refused("rules.drafts.refused.part", "tables/" + table);
        }
        return file;
    }

    private void replace(Actor actor, Office office, RuleDraft draft, int version, String file, byte[] content) {
        String before = drafts.digests(draft.id(), version).get(file);
        String now = drafts.digests(draft.id(), draft.version()).get(file);
        if (!now.equals(before) && !now.equals(Digest.of(content))) {
            throw new Clash(drafts.savedAfter(draft.id(), version), List.of(new Clash.Both("tables/" + file, now, Digest.of(content))));
        }
        Map<String, byte[]> files = drafts.files(draft.id(), draft.version());
        files.put(file, content);
        store(actor, draft.id(), draft.version(), files);
        ledger.entry(actor, "DRAFT_SAVED").in(office).on(KIND, draft.subject()).rule(draft.base(), null).with("version", draft.version() + 1).with("parts", 1)
                .with("changed", List.of("tables/" + file)).with("digest", Digest.of(content)).write();
    }

    /** What the draft is as a set, and what is wrong with it. */
    @Transactional(readOnly = true)
    public Proposal proposal(Actor actor, long id) {
        RuleDraft draft = read(actor, id);
        return rules.propose(draft.code(), drafts.files(id, draft.version()));
    }

    /** The text as it stands. */
    @Transactional(readOnly = true)
    public DraftText text(Actor actor, long id) {
        RuleDraft draft = read(actor, id);
        return DraftText.of(drafts.files(id, draft.version()).get(YAML));
    }

    /** A file of the draft as it stands. @throws vn.tusoi.access.Denied.Hidden where there is none */
    @Transactional(readOnly = true)
    public byte[] file(Actor actor, long id, String name) {
        RuleDraft draft = read(actor, id);
        byte[] content = drafts.files(id, draft.version()).get(name);
        if (content == null) {
            throw new vn.tusoi.access.Denied.Hidden(name);
        }
        return content;
    }

    /** Hands the draft to a second officer; from now on nothing of it changes. @throws Refused while anything is wrong with it */
    @Transactional
    public void submit(Actor actor, long id, int version, String note) {
        RuleDraft draft = drafts.lock(id);
        Office office = write(actor, draft);
        unchanged(draft, version);
        faultless(draft, drafts.files(id, draft.version()));
        jdbc.sql("update rule_draft set state = 'SUBMITTED', note = ?, return_reason = null, submitted_by = ?, submitted_name = ?, submitted_at = ? where id = ?")
                .params(limited("note", note), actor.username(), actor.displayName(), now(), id).update();
        ledger.entry(actor, "DRAFT_SUBMITTED").in(office).on(KIND, draft.subject()).rule(draft.base(), null).with("version", draft.version()).with("code", draft.code())
                .with("from", draft.from()).write();
    }

    /** Gives the draft back to be changed. */
    @Transactional
    public void sendBack(Actor actor, long id, String reason) {
        RuleDraft draft = drafts.lock(id);
        Office office = decide(actor, draft);
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "rules.drafts.refused.noReason");
        }
        jdbc.sql("update rule_draft set state = 'RETURNED', return_reason = ?, decided_by = ?, decided_name = ?, decided_at = ? where id = ?")
                .params(limited("reason", reason), actor.username(), actor.displayName(), now(), id).update();
        ledger.entry(actor, "DRAFT_RETURNED").in(office).on(KIND, draft.subject()).outcome("RETURNED").reason(reason).rule(draft.base(), null)
                .with("version", draft.version()).write();
    }

    /**
     * Puts the draft into force from a day.
     *
     * @param from today or later, the day after the set before it ends
     * @throws Refused where it does not check together with all sets in force by now, or its effect was not looked at
     */
    @Transactional
    public RuleSet approve(Actor actor, long id, LocalDate from) {
        RuleDraft draft = drafts.lock(id);
        Office office = decide(actor, draft);
        if (from == null) {
            throw Refused.field("from", "error.required");
        }
        if (from.isBefore(LocalDate.now(clock))) {
            throw Refused.field("from", "rules.drafts.refused.past");
        }
        if (jdbc.sql("select count(*) from rule_effect where draft_id = ? and version = ?").params(id, draft.version()).query(Integer.class).single() == 0) {
            throw new Refused("rules.drafts.refused.noEffect");
        }
        jdbc.sql("select code from unit where code = ? for update").param(draft.unit()).query(String.class).single(); // two approvals at once would both see room
        Map<String, byte[]> files = drafts.files(id, draft.version());
        if (!from.equals(draft.from())) {
            DraftText text = DraftText.of(files.get(YAML));
            text.put("from", from.toString());
            files.put(YAML, text.bytes());
            store(actor, id, draft.version(), files);
        }
        faultless(draft, files);
        RuleSet set = rules.putIntoForce(draft.code(), files, id);
        jdbc.sql("update rule_draft set state = 'IN_FORCE', decided_by = ?, decided_name = ?, decided_at = ? where id = ?")
                .params(actor.username(), actor.displayName(), now(), id).update();
        Map<String, String> digests = new TreeMap<>();
        files.forEach((name, content) -> digests.put(name, Digest.of(content)));
        ledger.entry(actor, "RULES_IN_FORCE").in(office).on(KIND, draft.subject()).outcome("APPROVED").rule(set.code(), null).with("from", set.from())
                .with("basedOn", draft.base()).with("digests", digests).write();
        return set;
    }

    /** Gives a draft up. It can still be read. */
    @Transactional
    public void drop(Actor actor, long id) {
        RuleDraft draft = drafts.lock(id);
        Office office = write(actor, draft);
        jdbc.sql("update rule_draft set state = 'DROPPED', decided_by = ?, decided_name = ?, decided_at = ? where id = ?")
                .params(actor.username(), actor.displayName(), now(), id).update();
        ledger.entry(actor, "DRAFT_DROPPED").in(office).on(KIND, draft.subject()).rule(draft.base(), null).with("version", draft.version()).write();
    }

    private void faultless(RuleDraft draft, Map<String, byte[]> files) {
        Proposal proposal = rules.propose(draft.code(), files);
        if (!proposal.faultless()) {
            Proposal.Located first = proposal.faults().get(0);
            String language = org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage();
            throw first.part().equals("from") ? Refused.field("from", "rules.drafts.refused.period", first.fault().text(language))
                    : new Refused("rules.drafts.refused.faults", proposal.faults().size(), first.fault().text(language));
        }
    }

    private Office write(Actor actor, RuleDraft draft) {
        Office office = access.act(actor, draft);
        if (!draft.writable()) {
            throw new Refused("rules.drafts.refused.state." + draft.state());
        }
        separation.take(actor, draft.subject(), Duty.PREPARER, List.of());
        return office;
    }

    private Office decide(Actor actor, RuleDraft draft) {
        Office office = access.act(actor, draft);
        if (draft.state() != RuleDraft.State.SUBMITTED) {
            throw new Refused("rules.drafts.refused.notSubmitted");
        }
        separation.take(actor, draft.subject(), Duty.APPROVER, List.of());
        return office;
    }

    private void unchanged(RuleDraft draft, int version) {
        if (draft.version() != version) {
            throw new Refused("rules.drafts.refused.changed", draft.savedName());
        }
    }

    private void store(Actor actor, long id, int before, Map<String, byte[]> files) {
        int version = before + 1;
        jdbc.sql("insert into rule_draft_version(draft_id, version, saved_by, saved_name, saved_at) values (?, ?, ?, ?, ?)")
                .params(id, version, actor.username(), actor.displayName(), now()).update();
        files.forEach((name, content) -> jdbc.sql("insert into rule_draft_file(draft_id, version, name, digest) values (?, ?, ?, ?)")
                .params(id, version, name, shelf.keep(content)).update());
        DraftText text = DraftText.of(files.get(YAML));
        jdbc.sql("update rule_draft set version = ?, code = ?, name_vi = ?, name_en = ?, valid_from = ? where id = ?")
                .params(version, text.get("code"), cut(text.get("vi")), cut(text.get("en")), day(text.get("from")), id).update();
    }

    private static String cut(String name) {
        return name.length() > 300 ? name.substring(0, 300) : name;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unfinished) {
            return null;
        }
    }

    private static String limited(String field, String text) {
        String clean = text == null ? "" : text.strip();
        if (clean.length() > LONG) {
            throw Refused.field(field, "rules.drafts.refused.long", LONG, clean.length());
        }
        return clean.isEmpty() ? null : clean;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
