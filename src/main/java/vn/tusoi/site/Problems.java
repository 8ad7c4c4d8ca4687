package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import vn.tusoi.access.Denied;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.Refused;

/** What could not be done, in words that say what to do next: as a page, or under {@code /api} as problem+json with the same words. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MessageSource messages;
    private final Show show;

    Problems(MessageSource messages, Show show) {
        this.messages = messages;
        this.show = show;
    }

    /** Forms have public fields. */
    @InitBinder("form")
    void fields(WebDataBinder binder) {
        binder.initDirectFieldAccess();
    }

    @ExceptionHandler(Denied.Hidden.class)
    Object hidden(Denied.Hidden denied, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, "site/missing", say(denied.messageKey(), denied.args()), Map.of());
    }

    @ExceptionHandler(NoResourceFoundException.class)
    Object nowhere(NoResourceFoundException none, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, "site/missing", say("site.missing.page"), Map.of());
    }

    @ExceptionHandler(Denied.Forbidden.class)
    Object forbidden(Denied.Forbidden denied, HttpServletRequest request) {
        return answer(request, HttpStatus.FORBIDDEN, "site/forbidden", say(denied.messageKey(), denied.args()), Map.of());
    }

    @ExceptionHandler(AlreadyDone.class)
    Object alreadyDone(AlreadyDone over, HttpServletRequest request) {
        String words = over.by() == null ? say("site.over.process", show.dayAndTime(over.at())) : say("site.over.by", over.by(), show.dayAndTime(over.at()));
        return answer(request, HttpStatus.CONFLICT, "site/already-done", words, Map.of("over", over, "typed", List.of(), "back", "/work"));
    }

    @ExceptionHandler(Refused.class)
    Object refused(Refused refused, HttpServletRequest request) {
        return answer(request, HttpStatus.UNPROCESSABLE_ENTITY, "site/refused", say(refused.messageKey(), refused.args()),
                refused.field() == null ? Map.of() : Map.of("field", refused.field()));
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException left) {
        throw left;                             // the security filters answer these
    }

    @ExceptionHandler(Exception.class)
    Object unknown(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (isDatabaseAway(failure)) {
            LOG.warn("database away: {}", failure.getClass().getSimpleName());
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            return answer(request, HttpStatus.SERVICE_UNAVAILABLE, "site/away", say("site.away.text"), Map.of());
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatusCode status = known.getStatusCode();
            if (known.getHeaders() != null) {
                known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            }
            return answer(request, status, "site/refused", say("site.badRequest"), Map.of());
        }
        if (failure instanceof org.springframework.web.method.annotation.MethodArgumentTypeMismatchException
                || failure instanceof org.springframework.http.converter.HttpMessageNotReadableException
                || failure instanceof org.springframework.beans.TypeMismatchException) {
            return answer(request, HttpStatus.BAD_REQUEST, "site/refused", say("site.badRequest"), Map.of());
        }
        if (failure instanceof java.io.IOException && failure.getClass().getSimpleName().equals("ClientAbortException")) {
            return null;
        }
        String number = number();
        LOG.error("{} {} {}", number, request.getMethod(), request.getRequestURI(), failure);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "site/failed", say("site.failed.text"), Map.of("number", number));
    }

    private Object answer(HttpServletRequest request, HttpStatusCode status, String view, String words, Map<String, Object> more) {
        if (wantsJson(request)) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, words);
            problem.setInstance(URI.create(request.getRequestURI()));
            more.forEach((name, value) -> {
                if (value instanceof String) {
                    problem.setProperty(name, value);
                }
            });
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        ModelAndView page = new ModelAndView(view, status);
        page.addObject("words", words);
        page.addAllObjects(more);
        return page;
    }

    static boolean wantsJson(HttpServletRequest request) {
        return wantsJson(request.getRequestURI());
    }

    static boolean wantsJson(String address) {
        return address.startsWith("/api/") || address.endsWith("/draft");
    }

    /** Whether the failure says that the database cannot be reached, rather than that a statement is wrong. */
    static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // a connection that broke cannot be rolled back either: what broke it stands beside
            if (cause instanceof TransactionSystemException system && isDatabaseAway(system.getApplicationException())) {
                return true;
            }
            if (cause instanceof CannotGetJdbcConnectionException || cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException || cause instanceof java.sql.SQLTransientConnectionException
                    || cause instanceof SQLException sql && sql.getSQLState() != null && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
            if (cause.getCause() == cause) {
                return false;
            }
        }
        return false;
    }

    /** A number that the person can read out and the log knows. */
    static String number() {
        StringBuilder number = new StringBuilder("L-");
        for (int i = 0; i < 6; i++) {
            number.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return number.toString();
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, key, LocaleContextHolder.getLocale());
    }
}
