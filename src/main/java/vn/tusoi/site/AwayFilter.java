package vn.tusoi.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Before everything else, even the session, which lives in the database too: where the database is away, a calm page says so. What a form had sent
 * stands on that page, ready to be sent again: going back would ask the house for the form anew, and what was typed would be gone.
 */
@Component
@Order(Integer.MIN_VALUE + 10)
class AwayFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AwayFilter.class);

    /** Addresses whose forms carry passwords: those are typed again. */
    private static final Set<String> SECRET = Set.of("/sign-in", "/setup", ActorFilter.CHANGE_PASSWORD);

    /** A field as it was sent. */
    record Sent(String name, String value) { }

    private final SpringTemplateEngine templates;
    private final MessageSource messages;

    AwayFilter(SpringTemplateEngine templates, MessageSource messages) {
        this.templates = templates;
        this.messages = messages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException failure) {
            if (!Problems.isDatabaseAway(failure) || response.isCommitted()) {
                throw failure;
            }
            LOG.warn("database away: {}", failure.getClass().getSimpleName());
            response.reset();
            StrictHeaders.on(response);
            Locale language = SiteConfiguration.language(request);
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "30");
            response.setHeader("Cache-Control", "no-store");
            response.setCharacterEncoding("UTF-8");
            String words = messages.getMessage("site.away.text", null, language);
            if (Problems.wantsJson(request)) {
                response.setContentType("application/problem+json");
                response.getWriter().write(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode()
                        .put("type", "about:blank").put("status", 503).put("detail", words).toString());
                return;
            }
            response.setContentType("text/html");
            request.removeAttribute(Frame.ATTRIBUTE);
            WebContext context = new WebContext(JakartaServletWebApplication.buildApplication(getServletContext()).buildExchange(request, response),
                    language, Map.of("words", words, "address", address(request), "sent", sent(request)));
            templates.process("site/away", context, response.getWriter());
        }
    }

    private static String address(HttpServletRequest request) {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    /** The fields of the form, in their order, without those of the address; empty where nothing was sent or nothing of it may be shown. */
    private static List<Sent> sent(HttpServletRequest request) {
        if (!HttpMethod.POST.matches(request.getMethod()) || SECRET.contains(request.getRequestURI())) {
            return List.of();
        }
        Set<String> asked = UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams().keySet();
        return request.getParameterMap().entrySet().stream().filter(field -> !asked.contains(field.getKey()))
                .flatMap(field -> Arrays.stream(field.getValue()).map(value -> new Sent(field.getKey(), value))).toList();
    }
}
