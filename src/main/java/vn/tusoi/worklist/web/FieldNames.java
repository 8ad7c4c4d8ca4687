package vn.tusoi.worklist.web;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeanUtils;

/** Names under which a form's page sends its fields, read from the public fields of the form as it stands. */
final class FieldNames {

    /** TICK: one box, which sends nothing unless it is ticked. */
    enum Kind { FIELD, TICK }

    private FieldNames() { }

    static Map<String, Kind> of(Object form) {
        Map<String, Kind> names = new LinkedHashMap<>();
        walk("", form, names);
        return names;
    }

    private static void walk(String before, Object bean, Map<String, Kind> names) {
        for (Field field : bean.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    add(before + field.getName(), field.getType(), field.get(bean), names);
                } catch (IllegalAccessException hidden) {
                    throw new IllegalStateException("a form's fields are public: " + field, hidden);
                }
            }
        }
    }

    private static void add(String name, Class<?> type, Object value, Map<String, Kind> names) {
        if (BeanUtils.isSimpleValueType(type)) {
            names.put(name, type == boolean.class ? Kind.TICK : Kind.FIELD);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> part(name + "[" + key + "]", one, names));
        } else if (value instanceof List<?> list && list.stream().anyMatch(one -> one != null && !BeanUtils.isSimpleValueType(one.getClass()))) {
            for (int i = 0; i < list.size(); i++) {
                part(name + "[" + i + "]", list.get(i), names);
            }
        } else if (Collection.class.isAssignableFrom(type)) {
            names.put(name, Kind.FIELD);
        }
    }

    private static void part(String name, Object one, Map<String, Kind> names) {
        if (one == null || BeanUtils.isSimpleValueType(one.getClass())) {
            names.put(name, Kind.FIELD);
        } else {
            walk(name + ".", one, names);
        }
    }
}
