package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;

/** The person of this request, offices read anew for each. */
final class SignedIn {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    private final Actor actor;
    private final Accounts.Settings settings;

    SignedIn(Actor actor, Accounts.Settings settings) {
        this.actor = actor;
        this.settings = settings;
    }

    Actor actor() {
        return actor;
    }

    Accounts.Settings settings() {
        return settings;
    }

    void on(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Null where nobody is signed in. */
    static SignedIn of(HttpServletRequest request) {
        return (SignedIn) request.getAttribute(ATTRIBUTE);
    }
}
