package vn.tusoi.worklist.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Cleans pasted text on pages beside the tasks where people write at length, as on the tasks' own. */
@ControllerAdvice(basePackages = {"vn.tusoi.assessment.web", "vn.tusoi.review.web", "vn.tusoi.collective.web"})
class PastedTexts {

    @InitBinder("form")
    void text(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PastedText());
    }
}
