package vn.tusoi.rulebook;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A decision table as its file has it, with the line of each part. Reads plain tables of DMN 1.3 only and evaluates nothing. */
record DmnFile(String file, String id, int line, String hitPolicy, List<Input> inputs, List<Output> outputs, List<Row> rows) {

    static final String DIALECT = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private static final Set<String> KNOWN = Set.of("definitions", "decision", "decisionTable", "description", "input", "inputExpression", "inputValues",
            "output", "outputValues", "defaultOutputEntry", "rule", "inputEntry", "outputEntry", "text", "annotation", "annotationEntry",
            "informationRequirement", "requiredDecision", "requiredInput", "inputData", "variable");
    private static final String FEEL = "(?i)feel|https?://www\\.omg\\.org/spec/(FEEL|DMN)/.*";

    record Input(String fact, String type, String label, List<Object> allowed, int line) { }

    record Output(String name, int line) { }

    record Row(int number, int line, String description, List<Entry> conditions, List<Entry> results) { }

    record Entry(String text, int line) { }

    /** @return the table, or null where the file is too far from one; what is wrong is added to {@code faults} */
    static DmnFile read(String file, byte[] content, List<Fault> faults) {
        try {
            return new Reading(file, faults).read(content);
        } catch (XMLStreamException broken) {
            faults.add(Fault.at(file, broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber(), "xml",
                    broken.getMessage().replaceAll("\\s*\\R\\s*", " ")));
            return null;
        }
    }

    private static final class Reading {

        private final String file;
        private final List<Fault> faults;
        private final List<Input> inputs = new ArrayList<>();
        private final List<Output> outputs = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private String id;
        private String hitPolicy;
        private int line;
        private int decisions;

        Reading(String file, List<Fault> faults) {
            this.file = file;
            this.faults = faults;
        }

        DmnFile read(byte[] content) throws XMLStreamException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content), "UTF-8");
            boolean root = true;
            String fact = null;
            String type = null;
            String label = null;
            List<Object> allowed = List.of();
            int inputLine = 0;
            Row row = null;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    fault(xml, "doctype");
                    return null;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (root) {
                        root = false;
                        if (!DIALECT.equals(xml.getNamespaceURI()) || !xml.getLocalName().equals("definitions")) {
                            fault(xml, "dialect", xml.getNamespaceURI());
                            return null;
                        }
                    }
                    if (!DIALECT.equals(xml.getNamespaceURI())) {
                        skip(xml); // drawing and modeller's notes; nothing in them is ever run
                        continue;
                    }
                    String name = xml.getLocalName();
                    if (!KNOWN.contains(name)) {
                        fault(xml, "element", name);
                    }
                    String language = xml.getAttributeValue(null, "expressionLanguage");
                    if (language != null && !language.matches(FEEL)) {
                        fault(xml, "language", language);
                    }
                    String elementId = xml.getAttributeValue(null, "id");
                    if (elementId != null && !ids.add(elementId)) {
                        fault(xml, "idTwice", elementId);
                    }
                    switch (name) {
                        case "decision" -> {
                            decisions++;
                            id = elementId;
                            line = xml.getLocation().getLineNumber();
                        }
                        case "decisionTable" -> {
                            hitPolicy = xml.getAttributeValue(null, "hitPolicy") == null ? "UNIQUE" : xml.getAttributeValue(null, "hitPolicy");
                            if (!Set.of("UNIQUE", "FIRST").contains(hitPolicy)) {
                                fault(xml, "hitPolicy", hitPolicy);
                            }
                        }
                        case "input" -> {
                            label = xml.getAttributeValue(null, "label");
                            allowed = List.of();
                            inputLine = xml.getLocation().getLineNumber();
                        }
                        case "inputExpression" -> {
                            type = xml.getAttributeValue(null, "typeRef");
                            fact = text(xml).text();
                            if (!fact.matches("[a-z][A-Za-z0-9]*")) {
                                faults.add(Fault.at(file, inputLine, "factName", fact));
                            }
                        }
                        case "inputValues" -> {
                            Entry values = text(xml);
                            try {
                                allowed = Cell.literals(values.text());
                            } catch (IllegalArgumentException wrong) {
                                faults.add(Fault.at(file, values.line(), "plainValue", wrong.getMessage()));
                            }
                        }
                        case "output" -> outputs.add(new Output(xml.getAttributeValue(null, "name"), xml.getLocation().getLineNumber()));
                        case "rule" -> row = new Row(rows.size() + 1, xml.getLocation().getLineNumber(), null, new ArrayList<>(), new ArrayList<>());
                        case "description" -> {
                            if (row != null) {
                                row = new Row(row.number(), row.line(), xml.getElementText().strip(), row.conditions(), row.results());
                            }
                        }
                        case "inputEntry", "outputEntry" -> {
                            if (row != null) {
                                (name.equals("inputEntry") ? row.conditions() : row.results()).add(text(xml));
                            }
                        }
                        default -> { }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (xml.getLocalName().equals("input")) {
                        inputs.add(new Input(fact, type, label, allowed, inputLine));
                    } else if (xml.getLocalName().equals("rule") && row != null) {
                        rows.add(row);
                        row = null;
                    }
                }
            }
            if (decisions != 1 || hitPolicy == null) {
                faults.add(Fault.at(file, line, "oneDecision"));
                return null;
            }
            return new DmnFile(file, id, line, hitPolicy, List.copyOf(inputs), List.copyOf(outputs), List.copyOf(rows));
        }

        /** The text of the element that has just begun; leaves the reader at its end. */
        private Entry text(XMLStreamReader xml) throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            int at = xml.getLocation().getLineNumber();
            for (int depth = 1; depth > 0; ) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    at = xml.getLocation().getLineNumber();
                    if (!xml.getLocalName().equals("text")) {
                        fault(xml, "elementHere", xml.getLocalName());
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(xml.getText());
                }
            }
            return new Entry(text.toString().strip(), at);
        }

        private static void skip(XMLStreamReader xml) throws XMLStreamException {
            for (int depth = 1; depth > 0; ) {
                int event = xml.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            }
        }

        private void fault(XMLStreamReader xml, String key, Object... args) {
            faults.add(Fault.at(file, xml.getLocation().getLineNumber(), key, args));
        }
    }
}
