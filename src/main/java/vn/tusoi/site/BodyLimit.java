package vn.tusoi.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is too large before anything of it is read, so that nobody fills the memory and no form is cut off unseen. */
@Component
@Order(Integer.MIN_VALUE + 20)
class BodyLimit extends OncePerRequestFilter {

    /** Bytes; as {@code server.tomcat.max-http-form-post-size}. */
    static final long MOST = 8 * 1024 * 1024;
    /** Request attribute: name of the file that was sent, null where none can be told. */
    static final String FILE = "tusoi.tooLarge.file";
    private static final int HEAD = 16 * 1024;
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"\\r\\n]{1,200})\"");

    /** Its name stands before the file's content: reading the head of what was sent is enough. */
    private static String file(HttpServletRequest request) throws IOException {
        if (request.getContentType() == null || !request.getContentType().startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            return null;
        }
        Matcher name = FILE_NAME.matcher(new String(request.getInputStream().readNBytes(HEAD), StandardCharsets.UTF_8));
        return name.find() ? name.group(1) : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            request.setAttribute(FILE, file(request));
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null && !HttpMethod.GET.matches(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
        } else {
            chain.doFilter(request, response);
        }
    }
}
