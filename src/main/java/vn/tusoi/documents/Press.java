package vn.tusoi.documents;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/**
 * Makes papers: a template of well-formed HTML becomes a tagged PDF/A-2a (and PDF/UA-1) with Liberation Serif embedded. Nothing is fetched from anywhere,
 * no font of the machine is used, so that a paper looks the same wherever it was printed.
 */
@Component
class Press {

    private static final String FAMILY = "Liberation Serif";
    /** What XML 1.0 cannot hold; a sealed text may. */
    private static final String NOT_XML = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    static {
        // its log would hold parts of texts
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new OwnFont());
    }

    private final SpringTemplateEngine templates;
    private final ApplicationContext beans;
    private final String style;
    private final byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    Press(SpringTemplateEngine templates, ApplicationContext beans) {
        this.templates = templates;
        this.beans = beans;
        this.style = style("paper");
    }

    private static String style(String name) {
        try {
            return new ClassPathResource("papers/" + name + ".css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    byte[] print(PaperKind kind, Map<String, Object> model, Locale locale) {
        Context context = new Context(locale, model);
        context.setVariable("style", kind.sheet() == null ? style : style + style(kind.sheet()));
        context.setVariable(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(beans, DefaultConversionService.getSharedInstance()));
        return pdf(templates.process("papers/" + kind.slug(), context).replaceAll(NOT_XML, "\uFFFD"));
    }

    private byte[] pdf(String html) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_A);
        builder.useColorProfile(profile);
        builder.useFont(() -> font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Italic"), FAMILY, 400, FontStyle.ITALIC, true);
        builder.useFont(() -> font("BoldItalic"), FAMILY, 700, FontStyle.ITALIC, true);
        builder.useUriResolver((base, address) -> null);
        builder.withProducer("Tusoi");
        builder.useFastMode();
        builder.withHtmlContent(html, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toByteArray();
    }

    private static InputStream font(String cut) {
        InputStream font = Press.class.getResourceAsStream("/liberation/LiberationSerif-" + cut + ".ttf");
        if (font == null) {
            throw new IllegalStateException("Liberation Serif " + cut + " is not on the class path");
        }
        return font;
    }

    /** Answers PDFBox, which would otherwise look through all fonts of the machine, with the one font there is. */
    private static final class OwnFont implements FontMapper {

        private final TrueTypeFont regular;

        OwnFont() {
            try (InputStream bytes = font("Regular")) {
                regular = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(regular, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(regular, false);
        }

        @Override
        public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(null, regular, false);
        }
    }
}
