package org.everycore.jobs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Walks the values that a spec is made of: records, and in them lists, maps, arrays and optionals. So what a spec names, its
 * {@link InputRef inputs} and {@link PlaceRef places}, is found without a word from its kind.
 */
public final class RecordTree {
    private RecordTree() {}

    /** All values of a type, by their paths in the spec such as {@code logs[0]}, in the order of the components. */
    public static <T> Map<String, T> find(Object spec, Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        find(spec, type, "", found);
        return Collections.unmodifiableMap(found);
    }

    /**
     * The same spec with every value of a type replaced; records on the way are made anew by their own constructors.
     *
     * @throws SpecException when a constructor refuses what it is given
     */
    public static <S, T> S replace(S spec, Class<T> type, UnaryOperator<T> by) {
        @SuppressWarnings("unchecked") // a value of a type, or one made like it
        S replaced = (S) replaced(spec, type, by);
        return replaced;
    }

    private static <T> void find(Object value, Class<T> type, String at, Map<String, T> found) {
        if (type.isInstance(value)) {
            found.put(at, type.cast(value));
        } else if (value instanceof Record parent) {
            for (RecordComponent component : parent.getClass().getRecordComponents()) {
                find(part(parent, component), type, below(at, component.getName()), found);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                find(list.get(i), type, at + "[" + i + "]", found);
            }
        } else if (value instanceof Object[] array) {
            find(Arrays.asList(array), type, at, found);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> find(one, type, below(at, String.valueOf(key)), found));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(one -> find(one, type, at, found));
        }
    }

    private static <T> Object replaced(Object value, Class<T> type, UnaryOperator<T> by) {
        if (type.isInstance(value)) {
            return by.apply(type.cast(value));
        }
        if (value instanceof Record parent) {
            return rebuilt(parent, type, by);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(one -> copy.add(replaced(one, type, by)));
            return copy;
        }
        if (value instanceof Object[] array) {
            Object[] copy = array.clone();
            Arrays.setAll(copy, i -> replaced(array[i], type, by));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(key, replaced(one, type, by)));
            return copy;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(one -> replaced(one, type, by));
        }
        return value;
    }

    private static <T> Record rebuilt(Record parent, Class<T> type, UnaryOperator<T> by) {
        RecordComponent[] components = parent.getClass().getRecordComponents();
        Object[] parts = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < parts.length; i++) {
            Object part = part(parent, components[i]);
            parts[i] = find(part, type).isEmpty() ? part : replaced(part, type, by);
            changed |= parts[i] != part;
        }
        return changed ? made(parent.getClass(), components, parts) : parent;
    }

    private static Record made(Class<? extends Record> type, RecordComponent[] components, Object[] parts) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(parts);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw new IllegalStateException("cannot make a " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    /** A record's component, whether or not its class is public. */
    static Object part(Record parent, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(parent);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static String below(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
