package vn.tusoi.site;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.SessionFlashMapManager;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Units;

/** What every page needs: the person, the language, the frame. */
@Configuration
class SiteConfiguration implements WebMvcConfigurer {

    private static final Set<String> LANGUAGES = Set.of("vi", "en");
    private static final String COOKIE = "lang";

    private final Accounts accounts;
    private final Units units;
    private final Ledger ledger;
    private final Show show;

    SiteConfiguration(Accounts accounts, Units units, Ledger ledger, Show show) {
        this.accounts = accounts;
        this.units = units;
        this.ledger = ledger;
        this.show = show;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Actor.class;
            }

            @Override
            public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer container, NativeWebRequest request, WebDataBinderFactory binders) {
                SignedIn person = SignedIn.of(request.getNativeRequest(HttpServletRequest.class));
                if (person == null) {
                    throw new AuthenticationCredentialsNotFoundException("nobody is signed in");
                }
                return person.actor();
            }
        });
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                SignedIn person = SignedIn.of(request);
                request.setAttribute(Frame.ATTRIBUTE, new Frame(request, person == null ? null : person.actor(), person == null ? null : person.settings(),
                        units, ledger, show));
                String chosen = asked(request);
                String kept = chosen == null && person != null ? person.settings().language() : chosen;
                if (kept != null && !kept.equals(kept(request))) {       // for pages on which nobody is known: before sign-in, and while the database is away
                    response.addHeader("Set-Cookie", ResponseCookie.from(COOKIE, kept).path("/").maxAge(31_536_000).httpOnly(true).sameSite("Lax").build().toString());
                }
                if (chosen != null) {
                    if (person != null && !chosen.equals(person.settings().language())) {
                        accounts.choose(person.actor().username(), chosen, person.settings().largerText());
                    }
                }
                return true;
            }
        }).excludePathPatterns("/css/**", "/js/**", "/img/**", "/webjars/**");
    }

    /** The address says ({@code lang=en}), else the account, else the cookie, else Vietnamese. Never the machine's or the browser's own. */
    @Bean
    LocaleResolver localeResolver() {
        return new LocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                String chosen = asked(request);
                SignedIn person = SignedIn.of(request);
                if (chosen == null && person != null) {
                    chosen = person.settings().language();
                }
                return chosen == null ? language(request) : Locale.forLanguageTag(chosen);
            }

            @Override
            public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
                throw new UnsupportedOperationException("the language is chosen by the address or in the settings");
            }
        };
    }

    /** Looks for what a redirect left behind, in the session and so in the database, only where a page is asked for. */
    @Bean
    static FlashMapManager flashMapManager() {
        return new SessionFlashMapManager() {
            @Override
            protected List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
                return Still.is(request.getRequestURI()) ? null : super.retrieveFlashMaps(request);
            }
        };
    }

    /** By address and cookie alone. */
    static Locale language(HttpServletRequest request) {
        String chosen = asked(request) == null ? kept(request) : asked(request);
        return chosen == null ? MessagesConfiguration.VIETNAMESE : Locale.forLanguageTag(chosen);
    }

    private static String kept(HttpServletRequest request) {
        return request.getCookies() == null ? null : Arrays.stream(request.getCookies()).filter(c -> c.getName().equals(COOKIE)).map(Cookie::getValue)
                .filter(LANGUAGES::contains).findFirst().orElse(null);
    }

    private static String asked(HttpServletRequest request) {
        String asked = "GET".equals(request.getMethod()) ? request.getParameter(COOKIE) : null;
        return asked != null && LANGUAGES.contains(asked) ? asked : null;
    }
}
