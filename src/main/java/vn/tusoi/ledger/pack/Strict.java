package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import vn.tusoi.ledger.Canonical;

/** Reads canonical JSON and nothing else: what was read, written again, must be the same text. */
final class Strict {

    private static final int DEEPEST = 16;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxStringLength(PackFiles.LINE).build()).build();
    private static final ObjectMapper JSON = new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Strict() { }

    /** @return the object, or null where the text is not canonical JSON of an object */
    static JsonNode object(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read != null && read.isObject() && canonical(read).equals(text) ? read : null;
        } catch (IOException | IllegalArgumentException wrong) {
            return null;
        }
    }

    /** The same of UTF-8; what is surely canonical is not written again. Null, too, where the bytes are not UTF-8. */
    static JsonNode object(byte[] text, int from, int to) {
        CanonicalScan scan = new CanonicalScan();
        try {
            if (scan.object(text, from, to, null) == to && !scan.wide()) {
                return trusted(text, from, to);
            }
        } catch (IOException unsure) {
            // read again below
        }
        String read = PackReader.text(Arrays.copyOfRange(text, from, to));
        return read == null ? null : object(read);
    }

    /** JSON that this program wrote itself. */
    static JsonNode trusted(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** UTF-8 that is known to be canonical. */
    static JsonNode trusted(byte[] text, int from, int to) throws IOException {
        return JSON.readTree(text, from, to - from);
    }

    static String canonical(JsonNode node) {
        StringBuilder out = new StringBuilder(256);
        write(out, node);
        return out.toString();
    }

    private static void write(StringBuilder out, JsonNode node) {
        if (node.isTextual()) {
            Canonical.text(out, node.textValue());
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            Canonical.number(out, node.longValue());
        } else if (node.isBoolean()) {
            out.append(node.booleanValue());
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                write(out, node.get(i));
            }
            out.append(']');
        } else if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext();) {
                Map.Entry<String, JsonNode> member = members.next();
                sorted.put(member.getKey(), member.getValue());
            }
            out.append('{');
            boolean more = false;
            for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
                if (more) {
                    out.append(',');
                }
                more = true;
                Canonical.text(out, member.getKey());
                out.append(':');
                write(out, member.getValue());
            }
            out.append('}');
        } else {
            throw new IllegalArgumentException("no form for " + node.getNodeType());
        }
    }
}
