package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.worklist.Drafts;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** A task form that was sent after its session had ended: once the same person has signed in, it is their draft. */
@Component
class KeptText {

    private static final Pattern FORM = Pattern.compile("/(cases|lists|conferences|rounds|collectives)/([A-Za-z0-9._-]{1,40})/([a-z]+-[a-z-]{1,50})");

    private static final Pattern SLOT = Pattern.compile("[A-Z0-9_-]{1,30}");

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9]{1,10}");

    private final Drafts drafts;
    private final Accounts accounts;
    private final WorkItems items;

    KeptText(Drafts drafts, Accounts accounts, WorkItems items) {
        this.drafts = drafts;
        this.accounts = accounts;
        this.items = items;
    }

    static boolean isTaskForm(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && FORM.matcher(request.getRequestURI()).matches();
    }

    /** Where to go after sign-in, with the text kept; empty where the request that was interrupted was not a task form. */
    Optional<String> keep(SavedRequest interrupted, String path, String username, HttpServletResponse response) {
        Matcher form = FORM.matcher(path);
        if (!"POST".equals(interrupted.getMethod()) || !form.matches()) {
            return Optional.empty();
        }
        String[] author = interrupted.getParameterValues("_for");
        if (author == null || author.length != 1 || !author[0].equals(username)) {
            return Optional.of("/work?kept=other");
        }
        String subject = form.group(2);
        String formKey = form.group(3);
        String slot = first(interrupted.getParameterValues("slot"));
        if (!SLOT.matcher(slot).matches()) {
            slot = slot(username, subject, formKey);
        }
        Map<String, List<String>> typed = new LinkedHashMap<>();
        interrupted.getParameterMap().forEach((name, values) -> {
            if (!List.of("_csrf", "_for", "_part", "_go", "slot").contains(name)) {
                typed.put(name, Arrays.stream(values).map(v -> Normalizer.normalize(v, Normalizer.Form.NFC)).toList());
            }
        });
        try {
            drafts.save(username, subject, formKey, slot, typed);
        } catch (Refused tooLong) {
            return Optional.of(path);
        }
        String part = first(interrupted.getParameterValues("_part"));
        return Optional.of(path + "?kept=yes" + (slot.isEmpty() ? "" : "&slot=" + slot) + (PART.matcher(part).matches() ? "&part=" + part : ""));
    }

    private String slot(String username, String subject, String formKey) {
        List<String> mine = accounts.actor(username).map(Actor::groupKeys).orElse(List.of());
        return items.openOn(subject).stream().filter(i -> i.formKey().equals(formKey) && mine.contains(i.groupKey())).map(WorkItem::slot).findFirst().orElse("");
    }

    private static String first(String[] values) {
        return values == null || values.length == 0 ? "" : values[0];
    }
}
