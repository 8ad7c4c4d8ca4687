package vn.tusoi.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;

/** Reads the person and the offices anew for each request: an account that was closed meanwhile is out at once. */
class ActorFilter extends OncePerRequestFilter {

    static final String CHANGE_PASSWORD = "/account/password";

    private final Accounts accounts;

    ActorFilter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && signedIn.isAuthenticated() && !(signedIn instanceof AnonymousAuthenticationToken)) {
            Optional<Actor> actor = accounts.actor(signedIn.getName());
            if (actor.isEmpty()) {
                new SecurityContextLogoutHandler().logout(request, response, signedIn);
            } else {
                SignedIn person = new SignedIn(actor.get(), accounts.settings(signedIn.getName()).orElseThrow());
                person.on(request);
                if (person.settings().mustChange() && !open(request.getRequestURI())) {
                    if (Problems.wantsJson(request)) {
                        response.sendError(HttpServletResponse.SC_FORBIDDEN);
                    } else {
                        response.sendRedirect(CHANGE_PASSWORD);
                    }
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean open(String address) {
        return address.equals(CHANGE_PASSWORD) || address.equals("/sign-out") || address.equals("/sign-in");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Still.is(request.getRequestURI());
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
