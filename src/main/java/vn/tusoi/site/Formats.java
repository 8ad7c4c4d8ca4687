package vn.tusoi.site;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How dates and numbers are typed: {@code 5/3/2030} as well as {@code 05/03/2030} or {@code 2030-03-05}; {@code 1.234} in Vietnamese. */
@Configuration
class Formats implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldType(LocalDate.class, new Dates());
        registry.addFormatterForFieldType(Integer.class, new Numbers<>(Integer::valueOf));
        registry.addFormatterForFieldType(Long.class, new Numbers<>(Long::valueOf));
        registry.addFormatterForFieldType(BigDecimal.class, new Numbers<>(BigDecimal::new));
    }

    static final class Dates implements Formatter<LocalDate> {

        private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("dd/MM/uuuu");
        private static final Pattern TYPED = Pattern.compile("(\\d{1,2})[/.\\-](\\d{1,2})[/.\\-](\\d{4})");
        private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");

        @Override
        public LocalDate parse(String text, Locale locale) throws ParseException {
            String typed = text.strip();
            try {
                Matcher usual = TYPED.matcher(typed);
                if (usual.matches()) {
                    return LocalDate.of(Integer.parseInt(usual.group(3)), Integer.parseInt(usual.group(2)), Integer.parseInt(usual.group(1)));
                }
                Matcher iso = ISO.matcher(typed);
                if (iso.matches()) {
                    return LocalDate.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3)));
                }
            } catch (DateTimeException noSuchDay) {
                throw new ParseException("no such day", 0);
            }
            throw new ParseException("not a date", 0);
        }

        @Override
        public String print(LocalDate day, Locale locale) {
            return PRINTED.format(day);
        }
    }

    /** Takes what people type with or without the grouping sign of their language; prints plain figures into fields. */
    static final class Numbers<N extends Number> implements Formatter<N> {

        private final Function<String, N> read;

        Numbers(Function<String, N> read) {
            this.read = read;
        }

        @Override
        public N parse(String text, Locale locale) throws ParseException {
            DecimalFormatSymbols signs = DecimalFormatSymbols.getInstance(locale);
            String group = Pattern.quote(String.valueOf(signs.getGroupingSeparator()));
            String typed = text.strip().replaceAll("[\\s\\u00a0\\u202f]", "");
            if (typed.matches("[+-]?\\d{1,3}(" + group + "\\d{3})+(\\D\\d+)?")) {
                typed = typed.replaceAll(group, "");
            }
            typed = typed.replace(signs.getDecimalSeparator(), '.').replaceFirst("^\\+", "");
            try {
                return read.apply(typed);
            } catch (NumberFormatException wrong) {
                throw new ParseException("not a number", 0);
            }
        }

        @Override
        public String print(N number, Locale locale) {
            String plain = number instanceof BigDecimal big ? big.toPlainString() : number.toString();
            return plain.replace('.', DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
        }
    }
}
