package vn.tusoi.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import vn.tusoi.access.Function;
import vn.tusoi.worklist.TaskForm;

/**
 * What a model must satisfy before it may run: readable ids and labels, a time to live, delegates that exist, forms behind user tasks,
 * no scripts, no blanket variable passing, a shape for everything. Each fault names file and line.
 */
@Component
class ModelCheck {

    /** Something wrong with a model, and where. */
    record Fault(String file, int line, String what) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + what;
        }
    }

    private static final Pattern GENERATED = Pattern.compile("(Activity|Gateway|Event|Flow|StartEvent|Task|SequenceFlow)_[0-9a-z]{7}");
    private static final Set<String> LABELLED = Set.of("process", "startEvent", "endEvent", "userTask", "serviceTask", "receiveTask", "callActivity",
            "subProcess", "exclusiveGateway", "parallelGateway", "eventBasedGateway", "intermediateCatchEvent", "boundaryEvent");

    private final ListableBeanFactory beans;
    private final List<TaskForm<?>> forms;

    ModelCheck(ListableBeanFactory beans, List<TaskForm<?>> forms) {
        this.beans = beans;
        this.forms = forms;
    }

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (String id : ProcessIds.ALL) {
            String file = "processes/" + id + ".bpmn";
            try (InputStream in = new ClassPathResource(file).getInputStream()) {
                faults.addAll(check(file, id, in));
            } catch (IOException missing) {
                faults.add(new Fault(file, 0, "cannot be read: " + missing.getMessage()));
            }
        }
        return faults;
    }

    List<Fault> check(String file, String processId, InputStream in) throws IOException {
        Reader reader = new Reader(file, processId);
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SAXParser parser = factory.newSAXParser();
            parser.parse(in, reader);
        } catch (SAXParseException wrong) {
            return List.of(new Fault(file, wrong.getLineNumber(), "is not well-formed: " + wrong.getMessage()));
        } catch (SAXException | ParserConfigurationException wrong) {
            throw new IllegalStateException(wrong);
        }
        return reader.done();
    }

    private final class Reader extends DefaultHandler {

        private final String file;
        private final String processId;
        private final List<Fault> faults = new ArrayList<>();
        private final List<Fault> unshaped = new ArrayList<>();
        private final List<String> elements = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> shapes = new HashSet<>();
        private final List<Object[]> gateways = new ArrayList<>();
        private final List<String> flowSources = new ArrayList<>();
        private Locator locator;

        private Reader(String file, String processId) {
            this.file = file;
            this.processId = processId;
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        private void fault(String what) {
            faults.add(new Fault(file, locator.getLineNumber(), what));
        }

        @Override
        public void startElement(String uri, String tag, String qName, Attributes a) {
            String id = a.getValue("id");
            if (id != null && !ids.add(id)) {
                fault("the id " + id + " stands twice");
            }
            if (id != null && GENERATED.matcher(id).matches()) {
                fault("the id " + id + " is generated; name it, e.g. userTask_verbNoun");
            }
            if (LABELLED.contains(tag) && (a.getValue("name") == null || a.getValue("name").isBlank())) {
                fault(tag + " " + id + " has no label");
            }
            switch (tag) {
                case "process" -> process(a);
                case "userTask" -> userTask(a);
                case "serviceTask" -> serviceTask(a);
                case "executionListener" -> bean(a.getValue("delegateExpression"), "execution listener");
                case "scriptTask", "script" -> fault("scripts are not allowed");
                case "exclusiveGateway" -> gateways.add(new Object[] {id, a.getValue("default"), locator.getLineNumber()});
                case "sequenceFlow" -> flowSources.add(a.getValue("sourceRef"));
                case "in", "out" -> {
                    if ("all".equals(a.getValue("variables"))) {
                        fault("variables=\"all\" is not allowed: name what is passed");
                    }
                }
                case "callActivity" -> {
                    if (!"deployment".equals(camunda(a, "calledElementBinding"))) {
                        fault("call activity " + id + " is not bound to its deployment");
                    }
                }
                case "BPMNShape", "BPMNEdge" -> shapes.add(a.getValue("bpmnElement"));
                default -> { }
            }
            if (id != null && (LABELLED.contains(tag) || tag.equals("sequenceFlow")) && !tag.equals("process")) {
                elements.add(id);
                unshaped.add(new Fault(file, locator.getLineNumber(), tag + " " + id + " has no shape in the diagram"));
            }
        }

        private void process(Attributes a) {
            if (!processId.equals(a.getValue("id"))) {
                fault("process id " + a.getValue("id") + " differs from the file name");
            }
            if (camunda(a, "historyTimeToLive") == null) {
                fault("process has no history time to live");
            }
        }

        private void userTask(Attributes a) {
            String key = camunda(a, "formKey");
            String element = a.getValue("id").replaceAll("__.*", "");
            if (key == null || forms.stream().noneMatch(f -> f.key().equals(key) && f.element().equals(element))) {
                fault("user task " + a.getValue("id") + ": no form " + key + " for it");
            } else {
                TaskForm<?> form = forms.stream().filter(f -> f.key().equals(key) && f.element().equals(element)).findFirst().orElseThrow();
                if (!new ClassPathResource("templates/" + form.view() + ".html").exists()) {
                    fault("user task " + a.getValue("id") + ": no template " + form.view());
                }
            }
            String group = camunda(a, "candidateGroups");
            if (group == null || java.util.Arrays.stream(Function.values()).noneMatch(f -> f.name().equals(group))) {
                fault("user task " + a.getValue("id") + ": no function " + group);
            }
        }

        private void serviceTask(Attributes a) {
            if (camunda(a, "class") != null || camunda(a, "expression") != null) {
                fault("service task " + a.getValue("id") + " must use a delegate expression");
            }
            bean(camunda(a, "delegateExpression"), "service task " + a.getValue("id"));
        }

        private void bean(String expression, String where) {
            if (expression == null || !expression.matches("\\$\\{\\w+}") || !beans.containsBean(expression.substring(2, expression.length() - 1))) {
                fault(where + ": no bean for " + expression);
            }
        }

        private static String camunda(Attributes a, String name) {
            return a.getValue("http://camunda.org/schema/1.0/bpmn", name);
        }

        private List<Fault> done() {
            for (Object[] gateway : gateways) {
                if (gateway[1] == null && flowSources.stream().filter(gateway[0]::equals).count() > 1) {
                    faults.add(new Fault(file, (int) gateway[2], "exclusive gateway " + gateway[0] + " has no default flow"));
                }
            }
            for (int i = 0; i < elements.size(); i++) {
                if (!shapes.contains(elements.get(i))) {
                    faults.add(unshaped.get(i));
                }
            }
            return faults.stream().distinct().collect(Collectors.toList());
        }
    }
}
