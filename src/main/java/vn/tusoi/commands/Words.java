package vn.tusoi.commands;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the command line in the user's language, readable before the application is up. */
public final class Words {

    static final String BUNDLE = "messages-commands";

    private final Locale locale;
    private final List<ResourceBundle> bundles;

    private Words(Locale locale) {
        this.locale = locale;
        ResourceBundle.Control strict = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        this.bundles = List.of(ResourceBundle.getBundle(BUNDLE, locale, strict), ResourceBundle.getBundle("messages-register", locale, strict),
                ResourceBundle.getBundle("messages-demo", locale, strict), ResourceBundle.getBundle("messages-rehearsal", locale, strict));
    }

    /** English for {@code en}, Vietnamese for anything else. */
    public static Words in(String language) {
        return new Words(Locale.forLanguageTag("en".equals(language) ? "en" : "vi"));
    }

    public String say(String key, Object... args) {
        for (ResourceBundle bundle : bundles) {
            if (bundle.containsKey(key)) {
                return new MessageFormat(bundle.getString(key), locale).format(args);
            }
        }
        throw new MissingResourceException("no words for " + key, BUNDLE, key);
    }

    public Locale locale() {
        return locale;
    }

    ResourceBundle bundle() {
        return bundles.get(0);
    }
}
