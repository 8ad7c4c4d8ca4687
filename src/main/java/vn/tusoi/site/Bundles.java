package vn.tusoi.site;

import java.text.ChoiceFormat;
import java.text.FieldPosition;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

/** The words of all modules. A choice in a text ("1 day", "2 days") takes its figure as a number, or as text, which is how pages write figures. */
final class Bundles extends ReloadableResourceBundleMessageSource {

    @Override
    protected MessageFormat createMessageFormat(String text, Locale locale) {
        MessageFormat format = super.createMessageFormat(text, locale);
        Format[] parts = format.getFormats();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] instanceof ChoiceFormat choice) {
                format.setFormat(i, new Choice(choice));
            }
        }
        return format;
    }

    private static final class Choice extends ChoiceFormat {

        private static final long serialVersionUID = 1;

        Choice(ChoiceFormat of) {
            super(of.getLimits(), Arrays.stream(of.getFormats()).map(String.class::cast).toArray(String[]::new));
        }

        @Override
        public StringBuffer format(Object figure, StringBuffer to, FieldPosition at) {
            return figure instanceof CharSequence text ? format(figure(text.toString()), to, at) : super.format(figure, to, at);
        }

        /** Whatever is not simply digits is many: "1.234", "1,5", "–". */
        private static long figure(String text) {
            return text.matches("\\d{1,9}") ? Long.parseLong(text) : Integer.MAX_VALUE;
        }
    }
}
