import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** What the two processes get of a configuration: TaskExecutorProcessUtils, JobManagerProcessUtils, ManagedMemoryUtils. */
final class Processes {
    /** Vectors' name of a pool to the getter of TaskExecutorProcessSpec. */
    private static final Map<String, String> TASK_MANAGER_POOLS = Map.ofEntries(
            Map.entry("frameworkHeap", "getFrameworkHeapSize"),
            Map.entry("frameworkOffHeap", "getFrameworkOffHeapMemorySize"),
            Map.entry("taskHeap", "getTaskHeapSize"),
            Map.entry("taskOffHeap", "getTaskOffHeapSize"),
            Map.entry("network", "getNetworkMemSize"),
            Map.entry("managed", "getManagedMemorySize"));

    /** Getters that the specifications of both processes have. */
    private static final Map<String, String> COMMON_POOLS = Map.of(
            "jvmHeap", "getJvmHeapMemorySize",
            "jvmDirect", "getJvmDirectMemorySize",
            "jvmMetaspace", "getJvmMetaspaceSize",
            "jvmOverhead", "getJvmOverheadSize",
            "totalFlink", "getTotalFlinkMemorySize",
            "totalProcess", "getTotalProcessMemorySize");

    private static final String TASK_MANAGER_OPTIONS = "org.apache.flink.configuration.TaskManagerOptions";
    private static final String JOB_MANAGER_OPTIONS = "org.apache.flink.configuration.JobManagerOptions";

    private Processes() {}

    /** @param asked {@code id}, {@code conf}, and {@code container} where the legacy heap keys mean the process size */
    static Map<String, Object> derive(Map<String, Object> asked) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (asked.containsKey("id")) {
            answer.put("id", asked.get("id"));
        }
        Configuration configuration = new Configuration();
        ((Map<?, ?>) asked.get("conf")).forEach((key, value) -> configuration.setString((String) key, String.valueOf(value)));
        answer.putAll(answers(configuration, Boolean.TRUE.equals(asked.get("container"))));
        return answer;
    }

    static Map<String, Object> answers(Configuration configuration, boolean container) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("taskManager", orFailure(() -> taskManager(configuration, container)));
        answers.put("jobManager", Flink.find(Flink.JOB_MANAGER).isPresent()
                ? orFailure(() -> jobManager(configuration, container))
                : Map.of("failure", "not-modelled"));
        answers.put("weights", orFailure(() -> weights(configuration)));
        return answers;
    }

    private static Map<String, Object> taskManager(Configuration configuration, boolean container) throws Throwable {
        // As BashJavaUtils and the entry points of the containers do; gone with the legacy keys in 2.0.
        String mapLegacyHeap = "getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption";
        Object mapped = Flink.has(Flink.TASK_MANAGER, mapLegacyHeap)
                ? Flink.callStatic(Flink.TASK_MANAGER, mapLegacyHeap, configuration,
                        Flink.constant(TASK_MANAGER_OPTIONS, container ? "TOTAL_PROCESS_MEMORY" : "TOTAL_FLINK_MEMORY"))
                : configuration;
        Object spec = Flink.callStatic(Flink.TASK_MANAGER, "processSpecFromConfig", mapped);
        Map<String, Object> answer = new LinkedHashMap<>();
        Map<String, String> pools = pools(spec, COMMON_POOLS);
        pools.putAll(pools(spec, TASK_MANAGER_POOLS));
        answer.put("pools", pools);
        String jvmParameters = "generateJvmParametersStr";
        answer.put("jvm", Flink.callStatic(Flink.has(Flink.TASK_MANAGER, jvmParameters) ? Flink.TASK_MANAGER : Flink.PROCESS, jvmParameters, spec));
        answer.put("dynamic", dynamic(Flink.callStatic(Flink.TASK_MANAGER, "generateDynamicConfigsStr", spec)));
        return answer;
    }

    private static Map<String, Object> jobManager(Configuration configuration, boolean container) throws Throwable {
        String withLegacyHeap = "processSpecFromConfigWithNewOptionToInterpretLegacyHeap";
        Object spec = Flink.has(Flink.JOB_MANAGER, withLegacyHeap)
                ? Flink.callStatic(Flink.JOB_MANAGER, withLegacyHeap, configuration,
                        Flink.constant(JOB_MANAGER_OPTIONS, container ? "TOTAL_PROCESS_MEMORY" : "JVM_HEAP_MEMORY"))
                : Flink.callStatic(Flink.JOB_MANAGER, "processSpecFromConfig", configuration);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pools", pools(spec, COMMON_POOLS));
        answer.put("jvm", Flink.callStatic(Flink.JOB_MANAGER, "generateJvmParametersStr", spec, configuration));
        String dynamicConfigs = "generateDynamicConfigsStr";
        if (Flink.has(Flink.JOB_MANAGER, dynamicConfigs)) {
            answer.put("dynamic", dynamic(Flink.callStatic(Flink.JOB_MANAGER, dynamicConfigs, spec)));
        }
        return answer;
    }

    private static Map<String, Object> weights(Configuration configuration) throws Throwable {
        Map<String, Object> weights = new TreeMap<>();
        if (Flink.find(Flink.MANAGED).isPresent()) {
            Map<?, ?> byUseCase = (Map<?, ?>) Flink.callStatic(Flink.MANAGED, "getManagedMemoryUseCaseWeightsFromConfig", configuration);
            byUseCase.forEach((useCase, weight) -> weights.put(((Enum<?>) useCase).name(), String.valueOf(weight)));
        }
        return weights;
    }

    private static Map<String, String> pools(Object spec, Map<String, String> getters) throws Throwable {
        Map<String, String> pools = new TreeMap<>();
        for (Map.Entry<String, String> pool : getters.entrySet()) {
            pools.put(pool.getKey(), Long.toString(((MemorySize) Flink.call(spec, pool.getValue())).getBytes()));
        }
        return pools;
    }

    /** {@code -D key=value} by key; no value of these holds a blank. */
    private static Map<String, String> dynamic(Object arguments) {
        Map<String, String> byKey = new TreeMap<>();
        for (String argument : ((String) arguments).trim().split("\\s+")) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                byKey.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return byKey;
    }

    private interface Answer {
        Map<String, Object> get() throws Throwable;
    }

    private static Map<String, Object> orFailure(Answer answer) {
        try {
            return answer.get();
        } catch (ReflectiveOperationException | LinkageError changed) {
            // Not Flink's refusal: this version has other names, which Flink.java has to learn.
            throw new IllegalStateException(changed);
        } catch (Throwable refused) {
            return Failure.of(refused);
        }
    }
}
