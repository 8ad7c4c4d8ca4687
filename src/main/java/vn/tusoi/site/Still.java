package vn.tusoi.site;

/** Addresses of things that are the same for everybody: style, scripts, pictures, the health that a proxy asks for. */
final class Still {

    static final String[] PATTERNS = {"/css/**", "/js/**", "/img/**", "/webjars/**", "/actuator/health/**"};

    private Still() { }

    static boolean is(String address) {
        return address.startsWith("/css/") || address.startsWith("/js/") || address.startsWith("/img/") || address.startsWith("/webjars/")
                || address.startsWith("/actuator/health");
    }
}
