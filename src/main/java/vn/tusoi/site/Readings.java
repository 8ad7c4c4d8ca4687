package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;

/**
 * Enters into the record that a page about others was opened ({@link Shows}), after the page has decided that it may be and before anything of it is sent:
 * what cannot be recorded is not shown. Once for each person, address and hour, like the readings of cases; each node counts the hour for itself.
 */
@ControllerAdvice
public class Readings implements HandlerInterceptor, WebMvcConfigurer, ResponseBodyAdvice<Object> {

    private static final int REMEMBERED = 20_000;
    private static final int PATH = 200;

    private record Opened(String username, String path) { }

    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** The hour in which a page was last entered; the longest ago is forgotten, which costs an entry more. */
    final Map<Opened, Instant> hours = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Opened, Instant> eldest) {
            return size() > REMEMBERED;
        }
    });

    Readings(Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/css/**", "/js/**", "/img/**", "/webjars/**", "/error");
    }

    /** Pages: after the page decided, before it is drawn. */
    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page == null || !(handler instanceof HandlerMethod method) || page.getStatus() != null && page.getStatus().isError()
                || String.valueOf(page.getViewName()).startsWith("redirect:")) {
            return;
        }
        opened(request, method.getMethodAnnotation(Shows.class));
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return answer.hasMethodAnnotation(Shows.class);
    }

    /** What programs are answered. */
    @Override
    public Object beforeBodyWrite(Object body, MethodParameter answer, MediaType type, Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
                                  ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest served) {
            opened(served.getServletRequest(), answer.getMethodAnnotation(Shows.class));
        }
        return body;
    }

    private void opened(HttpServletRequest request, Shows shows) {
        SignedIn person = SignedIn.of(request);
        if (shows == null || !shows.entered().equals(Shows.PAGE_READ) || shows.kind().equals(Shows.TOLD) || person == null || !HttpMethod.GET.matches(request.getMethod())) {
            return;
        }
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object code = variables instanceof Map<?, ?> named ? named.get(shows.code()) : null;
        Actor actor = person.actor();
        opened(actor, actor.offices().size() == 1 ? actor.offices().get(0) : null, shows.kind(), code == null ? actor.username() : code.toString(), request.getRequestURI());
    }

    /**
     * For pages that know themselves what they show.
     *
     * @param office in which it is read, null where none is known
     * @param kind   as {@link Ledger.Entry#on}
     */
    public void opened(Actor actor, Office office, String kind, String code, String path) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Opened opened = new Opened(actor.username(), path);
        if (hour.equals(hours.get(opened))) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            ledger.entry(actor, Shows.PAGE_READ).in(office).on(kind, code).with("path", path.substring(0, Math.min(PATH, path.length()))).write();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    hours.put(opened, hour);
                }
            });
        });
    }
}
