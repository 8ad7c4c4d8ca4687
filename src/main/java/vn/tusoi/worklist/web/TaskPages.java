package vn.tusoi.worklist.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.site.Readings;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.Drafts;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.TaskGate;

/** One page for each user task, the same way for all: draft kept, errors beside the field (422), second submission told (409). */
@Controller
class TaskPages {

    private static final String ADDRESS = "/{area:cases|lists|conferences|rounds}/{code}/{formKey:[a-z]+-[a-z-]+}";

    private static final int LONGEST_SLOT = 40;

    private final Map<String, TaskForm<?>> forms;
    private final TaskGate gate;
    private final Drafts drafts;
    private final ConversionService conversion;
    private final Validator validator;
    private final MessageSource messages;
    private final Readings readings;

    TaskPages(List<TaskForm<?>> forms, TaskGate gate, Drafts drafts, ConversionService mvcConversionService, Validator mvcValidator, MessageSource messages,
              Readings readings) {
        this.forms = forms.stream().collect(Collectors.toMap(TaskForm::key, Function.identity()));
        this.gate = gate;
        this.drafts = drafts;
        this.conversion = mvcConversionService;
        this.validator = mvcValidator;
        this.messages = messages;
        this.readings = readings;
    }

    @GetMapping(ADDRESS)
    @Shows(kind = Shows.TOLD)
    String show(@PathVariable String area, @PathVariable String code, @PathVariable String formKey,
                @RequestParam(defaultValue = "") String slot, Actor actor, Model model) {
        return show(form(area, formKey, code), actor, code, slot, model);
    }

    private <F> String show(TaskForm<F> form, Actor actor, String code, String slot, Model model) {
        Pass pass = look(form, actor, code, slot);
        F blank = form.blank(pass);
        WebDataBinder binder = binder(blank);
        Optional<Drafts.Draft> draft = drafts.find(actor.username(), code, form.key(), pass.item().slot());
        draft.ifPresent(d -> binder.bind(values(d.fields())));
        if (draft.isEmpty()) {
            binder.bind(new MutablePropertyValues());
        }
        fill(form, pass, draft.map(Drafts.Draft::savedAt).orElse(null), binder.getBindingResult(), model);
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
        Pass pass;
        try {
            pass = look(form, actor, code, slot);
        } catch (AlreadyDone over) {
            return over(form, actor, code, slot.length() > LONGEST_SLOT ? "" : slot, over, typed, model);
        }
        F bean = form.blank(pass);
        WebDataBinder binder = binder(bean);
        binder.bind(values(typed));
        binder.validate();
        BindingResult result = binder.getBindingResult();
        if (!result.hasErrors()) {
            try {
                form.submit(actor, code, pass.item().slot(), bean);
                flash.addFlashAttribute("done", messages.getMessage("task." + form.key() + ".done", new Object[] {pass.subject().title()}, LocaleContextHolder.getLocale()));
                return new ModelAndView("redirect:/work");
            } catch (AlreadyDone over) {             // somebody was quicker by less than a page
                return over(form, actor, code, pass.item().slot(), over, typed, model);
            } catch (Refused refused) {
                if (refused.field() == null) {
                    result.reject(refused.messageKey(), refused.args(), refused.messageKey());
                } else {
                    result.rejectValue(refused.field(), refused.messageKey(), refused.args(), refused.messageKey());
                }
            }
        }
        Instant saved = drafts.save(actor.username(), code, form.key(), pass.item().slot(), typed);
        fill(form, pass, saved, result, model);
        return new ModelAndView(form.view(), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** Who did it and when, with what was typed now, kept and shown. */
    private ModelAndView over(TaskForm<?> form, Actor actor, String code, String slot, AlreadyDone over, Map<String, List<String>> typed, Model model) {
        drafts.save(actor.username(), code, form.key(), slot, typed);
        model.addAttribute("over", over);
        model.addAttribute("typed", typed);
        model.addAttribute("back", "/" + form.kind().area() + "/" + code);
        return new ModelAndView("site/already-done", model.asMap(), HttpStatus.CONFLICT);
    }

    @PostMapping(ADDRESS + "/draft")
    ResponseEntity<Map<String, Object>> draft(@PathVariable String area, @PathVariable String code, @PathVariable String formKey,
                                              @RequestParam(defaultValue = "") String slot, Actor actor, HttpServletRequest request) {
        TaskForm<?> form = form(area, formKey, code);
        Pass pass = look(form, actor, code, slot);
        return ResponseEntity.ok(Map.of("savedAt", drafts.save(actor.username(), code, form.key(), pass.item().slot(), typed(request)).toString()));
    }

    private void fill(TaskForm<?> form, Pass pass, Instant savedAt, BindingResult result, Model model) {
        form.fill(pass, model);
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

    private static Map<String, List<String>> typed(HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, list) -> {
            if (!name.equals("_csrf") && !name.equals("slot")) {
                typed.put(name, Arrays.stream(list).map(v -> java.text.Normalizer.normalize(v, java.text.Normalizer.Form.NFC)).toList());
            }
        });
        return typed;
    }
}
