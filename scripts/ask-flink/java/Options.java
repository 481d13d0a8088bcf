import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;

/**
 * Every ConfigOption in a static field of ConfigConstants or of a class that Flink calls …Options, in the form of a run of
 * data/options.json. Other classes define what users do not set (…OptionsInternal, StreamConfig).
 */
final class Options {
    private static final Pattern WITH_OPTIONS = Pattern.compile("(Options|/ConfigConstants)\\.class$");

    /** A reporter's parameters are options whose key is nothing but a place for a name. */
    private static final Pattern NAMELESS = Pattern.compile("<[^>]*>");

    private Options() {}

    /** @return by key; where several fields define one key, the one not marked as outdated */
    static Map<String, Map<String, Object>> in(List<String> jars) throws IOException {
        Map<String, Map<String, Object>> options = new TreeMap<>();
        for (String jar : jars) {
            for (String className : classesWithOptions(jar)) {
                for (Field field : fields(className)) {
                    add(options, field);
                }
            }
        }
        return options;
    }

    private static void add(Map<String, Map<String, Object>> options, Field field) {
        ConfigOption<?> option;
        try {
            field.setAccessible(true);
            option = (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException | LinkageError unreadable) {
            System.err.println("Not read: " + field + ": " + unreadable);
            return;
        }
        if (!NAMELESS.matcher(option.key()).matches()) {
            Map<String, Object> run = run(option, field.isAnnotationPresent(Deprecated.class));
            options.merge(option.key(), run, (old, other) -> old.containsKey("deprecated") ? other : old);
        }
    }

    private static Map<String, Object> run(ConfigOption<?> option, boolean deprecated) {
        Map<String, Object> run = new LinkedHashMap<>();
        Class<?> type;
        boolean list;
        try {
            type = (Class<?>) Flink.call(option, "getClazz");
            list = (Boolean) Flink.call(option, "isList");
        } catch (Throwable changed) {
            throw new IllegalStateException(changed);
        }
        run.put("type", type.getSimpleName());
        if (list) {
            run.put("list", true);
        }
        if (type.isEnum()) {
            run.put("values", Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.toList()));
        }
        if (option.hasDefaultValue()) {
            run.put("default", String.valueOf(option.defaultValue()));
        }
        List<Map<String, Object>> fallback = new ArrayList<>();
        for (FallbackKey key : option.fallbackKeys()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("key", key.getKey());
            entry.put("deprecated", key.isDeprecated());
            fallback.add(entry);
        }
        if (!fallback.isEmpty()) {
            run.put("fallback", fallback);
        }
        if (deprecated) {
            run.put("deprecated", true);
        }
        return run;
    }

    private static List<Field> fields(String className) {
        try {
            return Arrays.stream(Class.forName(className).getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class)
                    .collect(Collectors.toList());
        } catch (ClassNotFoundException | LinkageError unreadable) {
            // It needs a library that is not fetched: options are not lost without a word.
            System.err.println("Not read: " + className + ": " + unreadable);
            return List.of();
        }
    }

    private static List<String> classesWithOptions(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(path -> path.startsWith("org/apache/flink/") && WITH_OPTIONS.matcher(path).find() && !path.contains("/shaded/"))
                    .map(path -> path.substring(0, path.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
