package vn.tusoi.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Before everything else, even the session, which lives in the database too: where the database is away, a calm page says so. */
@Component
@Order(Integer.MIN_VALUE + 10)
class AwayFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AwayFilter.class);

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
                    language, Map.of("words", words));
            templates.process("site/away", context, response.getWriter());
        }
    }
}
