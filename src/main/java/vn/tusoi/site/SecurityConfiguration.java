package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import vn.tusoi.access.Accounts;
import vn.tusoi.site.accounts.Passwords;
import vn.tusoi.site.accounts.SignIn;

/** Who comes in, and what a browser may do with our pages. What somebody may do inside is decided by the desks. */
@Configuration
@ConditionalOnWebApplication
class SecurityConfiguration {

    /** What is the same for everybody is given without asking for a session: the page that says the database is away needs its clothes. */
    @Bean
    @Order(0)
    SecurityFilterChain still(HttpSecurity http) throws Exception {
        http.securityMatcher(Still.PATTERNS)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable);
        headers(http);
        return http.build();
    }

    /** Programs: name and password with each request, no session, so no cookie that another site could use. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, Accounts accounts, AuthenticationProvider door, MessageSource messages) throws Exception {
        AuthenticationEntryPoint entry = (request, response, why) -> {
            if (why instanceof LockedException) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "900");
                problem(request, response, 429, say(messages, request, "signin.held"));
                return;
            }
            response.setHeader("WWW-Authenticate", "Basic realm=\"Tusoi\", charset=\"UTF-8\"");
            problem(request, response, 401, say(messages, request, "signin.api"));
        };
        http.securityMatcher("/api/v1/**")
                .authenticationManager(new ProviderManager(door))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(entry))
                .exceptionHandling(e -> e.authenticationEntryPoint(entry))
                .addFilterBefore(new ActorFilter(accounts), AuthorizationFilter.class);
        headers(http);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, Accounts accounts, AuthenticationProvider door, SignIn signIn, KeptText kept, MessageSource messages,
                               Footprints footprints)
            throws Exception {
        HttpSessionRequestCache interrupted = new HttpSessionRequestCache();
        interrupted.setMatchingRequestParameterName(null);
        interrupted.setRequestMatcher(request -> !Problems.wantsJson(request) && !Still.is(request.getRequestURI())
                && (HttpMethod.GET.matches(request.getMethod()) && !request.getRequestURI().startsWith("/api/") || KeptText.isTaskForm(request)));
        http.authenticationManager(new ProviderManager(door))
                .authorizeHttpRequests(all -> all
                        .requestMatchers(Still.PATTERNS).permitAll()
                        .requestMatchers("/sign-in", "/setup", "/help", "/stale", "/error", "/favicon.ico").permitAll()
                        .anyRequest().authenticated())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens()).csrfTokenRequestHandler(new FormOrHeader()))
                .requestCache(cache -> cache.requestCache(interrupted))
                .formLogin(form -> form.loginPage("/sign-in").usernameParameter("username").passwordParameter("password")
                        .successHandler(welcome(interrupted, signIn, kept))
                        .failureHandler((request, response, why) -> response.sendRedirect(why instanceof LockedException ? "/sign-in?held" : "/sign-in?wrong")))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?bye").deleteCookies("TUSOI"))
                .exceptionHandling(e -> e
                        .authenticationEntryPoint((request, response, why) -> {
                            if (Problems.wantsJson(request)) {
                                problem(request, response, 401, say(messages, request, "site.saved.signIn"));
                            } else {
                                response.sendRedirect("/sign-in" + (KeptText.isTaskForm(request) ? "?kept" : ended(request) ? "?ended" : ""));
                            }
                        })
                        .accessDeniedHandler((request, response, why) -> {
                            SignedIn person = SignedIn.of(request);
                            if (person != null) {
                                footprints.refused(person.actor(), request, 403);
                            }
                            if (Problems.wantsJson(request)) {
                                problem(request, response, 403, say(messages, request, "site.stale.text"));
                            } else if (why instanceof CsrfException) {
                                response.setStatus(403);
                                request.getRequestDispatcher("/stale").forward(request, response);
                            } else {
                                response.sendError(403);
                            }
                        }))
                .addFilterBefore(new ActorFilter(accounts), AuthorizationFilter.class);
        headers(http);
        return http.build();
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(StrictHeaders.POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                .httpStrictTransportSecurity(Customizer.withDefaults()));
    }

    /** Kept by the browser, not in the session: a form that is sent after its session has ended still proves where it came from. */
    private static CookieCsrfTokenRepository tokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    private static boolean ended(HttpServletRequest request) {
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    }

    private static AuthenticationSuccessHandler welcome(HttpSessionRequestCache interrupted, SignIn signIn, KeptText kept) {
        return (request, response, person) -> {
            signIn.signedIn(person.getName(), request.getRemoteAddr());
            SavedRequest before = interrupted.getRequest(request, response);
            String next = "/work";
            if (before instanceof DefaultSavedRequest saved) {
                String query = saved.getQueryString();
                next = kept.keep(saved, saved.getRequestURI(), person.getName(), response)
                        .orElseGet(() -> "GET".equals(saved.getMethod()) ? saved.getRequestURI() + (query == null ? "" : "?" + query) : "/work");
            }
            interrupted.removeRequest(request, response);
            response.sendRedirect(next.startsWith("/") && !next.startsWith("//") ? next : "/work");
        };
    }

    /** Name and password against the account; whether they open is the house's own decision, which is why no {@code UserDetails} are involved. */
    @Bean
    AuthenticationProvider door(SignIn signIn) {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication asked) throws AuthenticationException {
                String username = asked.getName().strip();
                String password = asked.getCredentials() == null ? "" : asked.getCredentials().toString();
                if (username.isEmpty() || username.length() > 60 || password.isEmpty() || password.length() > Passwords.LONGEST) {
                    throw new BadCredentialsException("wrong");
                }
                String address = asked.getDetails() instanceof WebAuthenticationDetails from ? from.getRemoteAddress() : null;
                return switch (signIn.attempt(username, password, address).kind()) {
                    case OPEN -> UsernamePasswordAuthenticationToken.authenticated(username, null, List.of());
                    // told alike: "locked" would say that the account exists
                    case LOCKED, WRONG -> throw new BadCredentialsException("wrong");
                    // says nothing about any account
                    case HELD -> throw new LockedException("held");
                };
            }

            @Override
            public boolean supports(Class<?> kind) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
            }
        };
    }

    /** A form brings the masked token (compression would betray a plain one), a script the cookie's, in the header or in the form it sends. */
    static final class FormOrHeader implements CsrfTokenRequestHandler {

        private final XorCsrfTokenRequestAttributeHandler masked = new XorCsrfTokenRequestAttributeHandler();
        private final CsrfTokenRequestAttributeHandler plain = new CsrfTokenRequestAttributeHandler();

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
            masked.handle(request, response, token);
        }

        @Override
        public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            String value = request.getHeader(token.getHeaderName()) == null ? masked.resolveCsrfTokenValue(request, token) : null;
            return value == null ? plain.resolveCsrfTokenValue(request, token) : value;
        }
    }

    private static String say(MessageSource messages, HttpServletRequest request, String key) {
        return messages.getMessage(key, null, SiteConfiguration.language(request));
    }

    private static void problem(HttpServletRequest request, HttpServletResponse response, int status, String words) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        com.fasterxml.jackson.databind.node.ObjectNode body = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank").put("status", status).put("detail", words).put("instance", URI.create(request.getRequestURI()).toString());
        response.getWriter().write(body.toString());
    }
}
