package vn.tusoi.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What was refused before it came to any page: a calm page, or problem+json for programs. Says the status, never why the server thinks so. */
@Controller
class ErrorPages implements ErrorController {

    private final MessageSource messages;

    ErrorPages(MessageSource messages) {
        this.messages = messages;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code && HttpStatus.resolve(code) != null
                ? HttpStatus.valueOf(code) : HttpStatus.NOT_FOUND;
        Object file = request.getAttribute(BodyLimit.FILE);
        String words = messages.getMessage(switch (status) {
            case PAYLOAD_TOO_LARGE, LENGTH_REQUIRED -> file == null ? "site.tooLarge" : "site.tooLarge.file";
            case NOT_FOUND -> "site.missing.page";
            case FORBIDDEN -> "site.stale.text";
            default -> status.is5xxServerError() ? "site.failed.text" : "site.badRequest";
        }, new Object[] {file, BodyLimit.MOST >> 20}, LocaleContextHolder.getLocale());
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked && Problems.wantsJson(asked)) {
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(ProblemDetail.forStatusAndDetail(status, words));
        }
        ModelAndView page = new ModelAndView("error", status);
        page.addObject("status", status.value());
        page.addObject("words", words);
        return page;
    }
}
