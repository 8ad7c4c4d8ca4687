package vn.tusoi.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is too large before anything of it is read, so that nobody fills the memory and no form is cut off unseen. */
@Component
@Order(Integer.MIN_VALUE + 20)
class BodyLimit extends OncePerRequestFilter {

    /** Bytes; as {@code server.tomcat.max-http-form-post-size}. */
    static final long MOST = 8 * 1024 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null && !HttpMethod.GET.matches(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
        } else {
            chain.doFilter(request, response);
        }
    }
}
