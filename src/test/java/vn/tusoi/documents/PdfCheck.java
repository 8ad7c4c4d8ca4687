package vn.tusoi.documents;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds a paper against PDF/A-2a and PDF/UA-1 with veraPDF, and reads what is in it. */
final class PdfCheck {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    final String text;
    final int pages;
    final String language;
    final String title;
    final boolean tagged;
    final TreeSet<String> fonts = new TreeSet<>();
    final List<String> notEmbedded = new ArrayList<>();
    final int outputIntents;

    PdfCheck(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            pages = document.getNumberOfPages();
            language = document.getDocumentCatalog().getLanguage();
            title = document.getDocumentInformation().getTitle();
            tagged = document.getDocumentCatalog().getMarkInfo().isMarked() && document.getDocumentCatalog().getStructureTreeRoot() != null;
            outputIntents = document.getDocumentCatalog().getOutputIntents().size();
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    fonts.add(font.getName().replaceAll("^[A-Z]{6}\\+", ""));
                    if (!font.isEmbedded()) {
                        notEmbedded.add(font.getName());
                    }
                }
            }
        }
    }

    /** What the validator objects to; empty for a paper that conforms. @param flavour 2a or ua1 */
    static List<String> objections(byte[] pdf, String flavour) throws Exception {
        PDFAFlavour wanted = PDFAFlavour.fromString(flavour);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), wanted);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(wanted, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> objections = new ArrayList<>(result.getTestAssertions().stream().limit(20)
                    .map(a -> a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber() + ": " + a.getMessage()).toList());
            if (!result.isCompliant() && objections.isEmpty()) {
                objections.add("does not conform");
            }
            return objections;
        }
    }
}
