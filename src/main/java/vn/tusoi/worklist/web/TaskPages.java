package vn.tusoi.worklist.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.convert.ConversionService;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Validator;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.site.Readings;
import vn.tusoi.site.Shows;
import vn.tusoi.site.TypedTexts;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.Drafts;
import vn.tusoi.worklist.PartedForm;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.Seen;
import vn.tusoi.worklist.Submissions;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.TaskGate;

/** One page for each user task, the same way for all: draft kept, errors beside the field (422), second submission told (409). */
@Controller
class TaskPages {

    private static final String ADDRESS = "/{area:cases|lists|conferences|rounds|collectives}/{code}/{formKey:[a-z]+-[a-z-]+}";

    private static final int LONGEST_SLOT = 40;
    /** Of a form in parts: which part the page is, and where to go next. */
    private static final String PART = "_part";
    private static final String GO = "_go";
    private static final String AWAY = "away";
    private static final String USE = "use-";
    private static final String DROP = "drop-";
    private static final Set<String> CONTROLS = Set.of("_csrf", "slot", "part", "check", PART, GO);

    private final Map<String, TaskForm<?>> forms;
    private final TaskGate gate;
    private final Submissions submissions;
    private final Drafts drafts;
    private final ConversionService conversion;
    private final Validator validator;
    private final MessageSource messages;
    private final Readings readings;

    TaskPages(List<TaskForm<?>> forms, TaskGate gate, Submissions submissions, Drafts drafts, ConversionService mvcConversionService, Validator mvcValidator,
              MessageSource messages, Readings readings) {
        this.forms = forms.stream().collect(Collectors.toMap(TaskForm::key, Function.identity()));
        this.gate = gate;
        this.submissions = submissions;
        this.drafts = drafts;
        this.conversion = mvcConversionService;
        this.validator = mvcValidator;
        this.messages = messages;
        this.readings = readings;
    }

    @GetMapping(ADDRESS)
    @Shows(kind = Shows.TOLD)
    String show(@PathVariable String area, @PathVariable String code, @PathVariable String formKey,
                @RequestParam(defaultValue = "") String slot, @RequestParam(defaultValue = "") String part, @RequestParam(required = false) String check,
                Actor actor, Model model) {
        return show(form(area, formKey, code), actor, code, slot, part, check != null, model);
    }

    private <F> String show(TaskForm<F> form, Actor actor, String code, String slot, String part, boolean check, Model model) {
        Pass pass = look(form, actor, code, slot);
        F blank = form.blank(pass);
        WebDataBinder binder = binder(blank);
        Optional<Drafts.Draft> draft = drafts.find(actor.username(), code, form.key(), pass.item().slot());
        draft.ifPresent(d -> binder.bind(values(d.fields())));
        if (draft.isEmpty()) {
            binder.bind(new MutablePropertyValues());
        }
        BindingResult result = binder.getBindingResult();
        if (form instanceof PartedForm<F> parted) {
            String shown = parted.part(blank, part, draft.isPresent());
            if (check || shown.equals(PartedForm.WHOLE)) {
                binder.validate();
            }
            part(parted, actor, pass, blank, shown, result, model);
        }
        fill(form, pass, draft.map(Drafts.Draft::savedAt).orElse(null), result, model);
        if (pass.office() != null) {                 // members read what is their own
            readings.opened(actor, pass.office(), form.kind().name(), code, pass.item().address());
        }
        return form.view();
    }

    @PostMapping(ADDRESS)
    ModelAndView submit(@PathVariable String area, @PathVariable String code, @PathVariable String formKey,
                        @RequestParam(defaultValue = "") String slot, Actor actor, Model model, HttpServletRequest request, RedirectAttributes flash) {
        return submit(form(area, formKey, code), actor, code, slot, request, model, flash);
    }

    private <F> ModelAndView submit(TaskForm<F> form, Actor actor, String code, String slot, HttpServletRequest request, Model model, RedirectAttributes flash) {
        Map<String, List<String>> typed = typed(request);
        Submissions.Sent sent;
        try {
            String on = wish(request, GO);
            if (form instanceof PartedForm<F> || on != null) {         // the other parts of the form are in the draft
                String own = look(form, actor, code, slot).item().slot();
                typed = drafts.save(actor.username(), code, form.key(), own, typed).fields();
                if (on != null) {
                    return onward(form, actor, code, own, on, request, flash);
                }
            } else if (typed.containsKey(Seen.FIELD)) {
                Pass pass = look(form, actor, code, slot);
                Map<String, List<String>> merged = drafts.changedElsewhere(actor.username(), code, form.key(), pass.item().slot(), typed).orElse(null);
                if (merged != null) {
                    return twoPages(form, pass, merged, drafts.save(actor.username(), code, form.key(), pass.item().slot(), typed).savedAt(), model);
                }
            }
            MutablePropertyValues values = values(typed);
            sent = submissions.submit(form, actor, code, slot, (pass, bean) -> {
                WebDataBinder binder = binder(bean);
                binder.bind(values);
                binder.validate();
                return binder.getBindingResult();
            });
        } catch (AlreadyDone over) {
            return over(form, actor, code, slot.length() > LONGEST_SLOT ? "" : slot, over, typed, model);
        }
        Pass pass = sent.pass();
        if (sent.done()) {
            flash.addFlashAttribute("done", messages.getMessage("task." + form.key() + ".done", new Object[] {pass.subject().title()}, LocaleContextHolder.getLocale()));
            return new ModelAndView("redirect:/work");
        }
        BindingResult result = sent.result();
        Refused refused = sent.refused();
        if (refused != null) {
            refused.into(result);
        }
        Instant saved = drafts.save(actor.username(), code, form.key(), pass.item().slot(), typed).savedAt();
        if (form instanceof PartedForm<F> parted) {
            @SuppressWarnings("unchecked") F bean = (F) Objects.requireNonNull(result.getTarget());
            part(parted, actor, pass, bean, PartedForm.WHOLE, result, model);
            model.addAttribute("sent", true);
        }
        fill(form, pass, saved, result, model);
        return new ModelAndView(form.view(), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** Another page of this person wrote into the form meanwhile: both texts are shown, nothing is done before they were looked at. */
    private <F> ModelAndView twoPages(TaskForm<F> form, Pass pass, Map<String, List<String>> merged, Instant saved, Model model) {
        WebDataBinder binder = binder(form.blank(pass));
        binder.bind(values(merged));
        BindingResult result = binder.getBindingResult();
        result.reject("site.twoPages", messages.getMessage("site.twoPages", null, LocaleContextHolder.getLocale()));
        fill(form, pass, saved, result, model);
        return new ModelAndView(form.view(), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** Another part, or out of the form; on the way another text of a field may be chosen or dropped. */
    private ModelAndView onward(TaskForm<?> form, Actor actor, String code, String slot, String on, HttpServletRequest request, RedirectAttributes flash) {
        if (on.equals(AWAY)) {
            flash.addFlashAttribute("done", messages.getMessage("site.parts.saved", null, LocaleContextHolder.getLocale()));
            return new ModelAndView("redirect:/work");
        }
        String part = on;
        for (String act : List.of(USE, DROP)) {
            if (on.startsWith(act)) {
                drafts.settle(actor.username(), code, form.key(), slot, Integer.parseInt(on.substring(act.length())), act.equals(USE));
                part = request.getParameter(PART);
            }
        }
        UriComponentsBuilder next = UriComponentsBuilder.fromPath(request.getRequestURI());
        if (form instanceof PartedForm<?>) {
            next.queryParam("part", part);
        }
        return new ModelAndView("redirect:" + (slot.isEmpty() ? next : next.queryParam("slot", slot)).build().toUriString());
    }

    /** What a page of one part shows beside its form. */
    private <F> void part(PartedForm<F> form, Actor actor, Pass pass, F bean, String part, BindingResult result, Model model) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        form.fields(bean, part).forEach(name -> shown.put(name, shown(result, name)));
        model.addAttribute("part", part);
        model.addAttribute("was", Seen.of(shown).toString());
        model.addAttribute("draftKey", drafts.key(actor.username()));
    }

    /** What the page of a form in one piece has in its fields. */
    private static String seen(BindingResult result) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        FieldNames.of(Objects.requireNonNull(result.getTarget())).forEach((name, kind) -> {
            List<String> value = shown(result, name);
            shown.put(name, kind == FieldNames.Kind.TICK && List.of("false").equals(value) ? null : value);
        });
        return Seen.of(shown).toString();
    }

    private static List<String> shown(BindingResult result, String name) {
        Object raw = result.getRawFieldValue(name);
        return shown(raw instanceof java.util.Collection<?> ? raw : result.getFieldValue(name));
    }

    /** As the browser sends it back untouched: one value of a text, each ticked one of several boxes. */
    private static List<String> shown(Object value) {
        if (value instanceof java.util.Collection<?> several) {
            return several.isEmpty() ? null : several.stream().map(String::valueOf).sorted().toList();
        }
        return value == null || value.toString().isEmpty() ? null : List.of(value.toString());
    }

    private static String wish(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? null : value.matches("[A-Za-z0-9-]{1,30}") ? value : "";
    }

    /** Who did it and when, with what was typed now, kept and shown. */
    private ModelAndView over(TaskForm<?> form, Actor actor, String code, String slot, AlreadyDone over, Map<String, List<String>> typed, Model model) {
        drafts.save(actor.username(), code, form.key(), slot, typed);
        model.addAttribute("over", over);
        model.addAttribute("typed", TypedTexts.of(typed));
        model.addAttribute("back", "/" + form.kind().area() + "/" + code);
        return new ModelAndView("site/already-done", model.asMap(), HttpStatus.CONFLICT);
    }

    @PostMapping(ADDRESS + "/draft")
    ResponseEntity<Map<String, Object>> draft(@PathVariable String area, @PathVariable String code, @PathVariable String formKey,
                                              @RequestParam(defaultValue = "") String slot, Actor actor, HttpServletRequest request) {
        TaskForm<?> form = form(area, formKey, code);
        Pass pass = look(form, actor, code, slot);
        Map<String, List<String>> typed = typed(request);
        Drafts.Saved saved = drafts.save(actor.username(), code, form.key(), pass.item().slot(), typed);
        if (!typed.containsKey(Seen.FIELD)) {
            return ResponseEntity.ok(Map.of("savedAt", saved.savedAt().toString()));
        }
        Map<String, List<String>> shown = new LinkedHashMap<>();
        Seen.read(typed.get(Seen.FIELD).get(0)).fields().forEach(name -> shown.put(name, typed.get(name)));
        return ResponseEntity.ok(Map.of("savedAt", saved.savedAt().toString(), "was", Seen.of(shown).toString(), "aside", saved.aside(), "changed", saved.changed()));
    }

    private void fill(TaskForm<?> form, Pass pass, Instant savedAt, BindingResult result, Model model) {
        form.fill(pass, model);
        if (!(form instanceof PartedForm<?>)) {
            model.addAttribute("was", seen(result));
        }
        // texts of other pages of this person, which wait for a choice
        model.addAttribute("otherTexts", savedAt == null ? Map.of() : drafts.kept(pass.actor().username(), pass.item().subjectCode(), form.key(), pass.item().slot()).stream()
                .collect(Collectors.groupingBy(Drafts.Kept::field)));
        model.addAllAttributes(result.getModel());
        model.addAttribute("pass", pass);
        model.addAttribute("savedAt", savedAt);
    }

    private Pass look(TaskForm<?> form, Actor actor, String code, String slot) {
        return gate.look(actor, form.kind(), code, form.element(), slot, form::duty);
    }

    private TaskForm<?> form(String area, String formKey, String code) {
        TaskForm<?> form = forms.get(formKey);
        if (form == null || !form.kind().area().equals(area)) {
            throw new Denied.Hidden(code);
        }
        return form;
    }

    private WebDataBinder binder(Object bean) {
        WebDataBinder binder = new WebDataBinder(bean, "form");
        binder.initDirectFieldAccess();
        binder.setConversionService(conversion);
        binder.setValidator(validator);
        binder.setAutoGrowCollectionLimit(2000);
        binder.setFieldMarkerPrefix("_");
        return binder;
    }

    private static MutablePropertyValues values(Map<String, List<String>> fields) {
        MutablePropertyValues values = new MutablePropertyValues();
        fields.forEach((name, list) -> values.add(name, list.size() == 1 ? list.get(0) : list.toArray(String[]::new)));
        return values;
    }

    /** What was typed or pasted, cleaned before it is measured and kept: what a word processor pastes along would make a short text too long. */
    private static Map<String, List<String>> typed(HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, list) -> {
            if (!CONTROLS.contains(name)) {
                typed.put(name, Arrays.stream(list).map(PlainText::tidy).toList());
            }
        });
        return typed;
    }
}
