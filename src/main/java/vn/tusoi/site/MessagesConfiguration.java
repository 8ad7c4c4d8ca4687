package vn.tusoi.site;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every module brings its own words: {@code messages-<module>_vi.properties} and {@code _en}. Vietnamese where nothing else is asked for. */
@Configuration
class MessagesConfiguration {

    static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Bean
    MessageSource messageSource() throws IOException {
        Resource[] bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:messages-*_vi.properties");
        Bundles messages = new Bundles();
        messages.setBasenames(Arrays.stream(bundles).map(Resource::getFilename).filter(Objects::nonNull).sorted()
                .map(name -> "classpath:" + name.substring(0, name.length() - "_vi.properties".length())).toArray(String[]::new));
        messages.setDefaultEncoding("UTF-8");
        messages.setDefaultLocale(VIETNAMESE);
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
