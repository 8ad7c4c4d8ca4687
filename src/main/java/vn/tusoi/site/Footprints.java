package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.tusoi.access.Actor;
import vn.tusoi.ledger.Ledger;

/**
 * Enters into the record what people do without an act of their own: searching, taking lists out as files, opening pages for printing, and being refused.
 * The first three are entered before anything is shown: what cannot be recorded is not shown. Of what was searched for, the record holds the digest only.
 */
@Component
class Footprints implements HandlerInterceptor, WebMvcConfigurer {

    private static final int PATH = 200;

    private final Ledger ledger;
    private final TransactionTemplate transaction;

    Footprints(Ledger ledger, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.transaction = transaction;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/css/**", "/js/**", "/img/**", "/webjars/**", "/error");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        SignedIn person = SignedIn.of(request);
        if (person != null && HttpMethod.GET.matches(request.getMethod())) {
            String path = request.getRequestURI();
            String asked = request.getParameter("q");
            if (path.endsWith(".csv") || path.endsWith(".xlsx")) {
                enter(ledger.entry(person.actor(), "EXPORTED"), person.actor(), request);
            } else if (path.endsWith("/minutes") || path.endsWith("/papers") || path.endsWith("/print") || path.endsWith("/sealed")) {
                enter(ledger.entry(person.actor(), "PRINTED"), person.actor(), request);
            }
            if (asked != null && !asked.isBlank()) {
                enter(ledger.entry(person.actor(), "SEARCHED").withDigest("asked", asked), person.actor(), request);
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        SignedIn person = SignedIn.of(request);
        int status = response.getStatus();
        if (person != null && (status == HttpServletResponse.SC_FORBIDDEN || status == HttpServletResponse.SC_NOT_FOUND)) {
            refused(person.actor(), request, status);
        }
    }

    /** For refusals that no page decides on. */
    void refused(Actor actor, HttpServletRequest request, int status) {
        enter(ledger.entry(actor, "ACCESS_REFUSED").outcome(status).with("method", request.getMethod()), actor, request);
    }

    private void enter(Ledger.Entry entry, Actor actor, HttpServletRequest request) {
        String path = request.getRequestURI();
        transaction.executeWithoutResult(t -> entry.on("ACCESS", actor.username()).with("path", path.substring(0, Math.min(PATH, path.length()))).write());
    }
}
