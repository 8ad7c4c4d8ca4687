package vn.tusoi.rehearsal;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What simulated people say: {@code rehearsal.text.<topic>.<n>} counted from 1, all of it invented. */
@Component
class Phrases {

    private final MessageSource messages;
    private final Map<String, Integer> variants = new ConcurrentHashMap<>();

    Phrases(MessageSource messages) {
        this.messages = messages;
    }

    String of(String topic, Luck luck) {
        return of(topic, luck, LocaleContextHolder.getLocale());
    }

    String of(String topic, Luck luck, Locale locale) {
        int known = variants.computeIfAbsent(topic, t -> count(t, locale));
        if (known == 0) {
            throw new IllegalStateException("no words on " + topic);
        }
        return messages.getMessage(key(topic, luck.between(1, known)), null, locale);
    }

    private int count(String topic, Locale locale) {
        int n = 0;
        while (!"".equals(messages.getMessage(key(topic, n + 1), null, "", locale))) {
            n++;
        }
        return n;
    }

    private static String key(String topic, int n) {
        return "rehearsal.text." + topic + "." + n;
    }
}
