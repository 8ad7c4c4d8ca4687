package vn.tusoi.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The ethnic groups of the official list, read from {@code ethnicities.txt}; a name that is not among them is kept as written and pointed out. */
@Component
class Ethnicities {

    private final Set<String> known;

    Ethnicities() {
        try {
            known = new ClassPathResource("ethnicities.txt").getContentAsString(StandardCharsets.UTF_8).lines()
                    .map(VietnameseText::clean).filter(l -> !l.isEmpty() && !l.startsWith("#")).map(l -> l.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        } catch (IOException wrong) {
            throw new IllegalStateException("ethnicities.txt cannot be read", wrong);
        }
    }

    boolean knows(String name) {
        return known.contains(name.toLowerCase(Locale.ROOT));
    }
}
