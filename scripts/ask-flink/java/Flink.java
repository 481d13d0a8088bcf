import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calls what has another signature, another class or no public access in some version of Flink, by name. What is the same
 * from 1.10 on (Configuration, ConfigOption, MemorySize) is called directly elsewhere.
 */
final class Flink {
    static final String TASK_MANAGER = "org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils";
    static final String JOB_MANAGER = "org.apache.flink.runtime.jobmanager.JobManagerProcessUtils";
    static final String PROCESS = "org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils";
    static final String MANAGED = "org.apache.flink.runtime.util.config.memory.ManagedMemoryUtils";

    private Flink() {}

    /** The first of the classes that this version has. */
    static Optional<Class<?>> find(String... names) {
        for (String name : names) {
            try {
                return Optional.of(Class.forName(name));
            } catch (ClassNotFoundException absent) {
                // Another version's name.
            }
        }
        return Optional.empty();
    }

    static boolean has(String className, String method) {
        return find(className).map(type -> method(type, method, -1).isPresent()).orElse(false);
    }

    /** Calls a static method; its own exception comes out unwrapped. */
    static Object callStatic(Class<?> type, String method, Object... arguments) throws Throwable {
        return invoke(type, null, method, arguments);
    }

    static Object callStatic(String className, String method, Object... arguments) throws Throwable {
        return callStatic(find(className).orElseThrow(() -> new ClassNotFoundException(className)), method, arguments);
    }

    static Object call(Object target, String method, Object... arguments) throws Throwable {
        return invoke(target.getClass(), target, method, arguments);
    }

    /** The value of a static field, for example an option. */
    static Object constant(String className, String name) throws ReflectiveOperationException {
        Field field = Class.forName(className).getField(name);
        return field.get(null);
    }

    /** How many parameters a method has, of which there is one. */
    static int parameters(String className, String method) {
        return find(className).flatMap(type -> method(type, method, -1)).map(Method::getParameterCount).orElse(0);
    }

    private static Object invoke(Class<?> type, Object target, String name, Object... arguments) throws Throwable {
        Method method = method(type, name, arguments.length)
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name + " with " + arguments.length + " arguments"));
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static Optional<Method> method(Class<?> type, String name, int parameters) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            Optional<Method> found = Arrays.stream(owner.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name) && !method.isBridge())
                    .filter(method -> parameters < 0 || method.getParameterCount() == parameters)
                    .findFirst();
            if (found.isPresent()) {
                found.ifPresent((AccessibleObject method) -> method.setAccessible(true));
                return found;
            }
        }
        return Optional.empty();
    }
}
