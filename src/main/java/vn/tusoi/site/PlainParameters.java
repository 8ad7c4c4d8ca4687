package vn.tusoi.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what no browser sends: the sign U+0000 in a parameter. PostgreSQL has no place for it in a text, so that every search and form would have to fail in its
 * own way. Signing in is left out: there it is a wrong name like others, and entered as such. It comes after the filter that says in which encoding parameters are read, and before the one for signing in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class PlainParameters extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + "/sign-in");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (request.getParameterMap().values().stream().flatMap(Arrays::stream).anyMatch(value -> value.indexOf('\0') >= 0)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }
}
