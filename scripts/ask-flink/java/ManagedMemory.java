import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** What each consumer of managed memory gets of a slot: ManagedMemoryUtils, MemoryManager and the RocksDB state backend. */
final class ManagedMemory {
    private static final String USE_CASE = "org.apache.flink.core.memory.ManagedMemoryUseCase";
    private static final String MEMORY_MANAGER = "org.apache.flink.runtime.memory.MemoryManager";
    private static final int PAGE_SIZE = 32 * 1024;
    /** The default of {@code state.backend.rocksdb.writebuffer.size}; the arena block follows from it. */
    private static final long WRITE_BUFFER_SIZE = 64L << 20;
    /** Moved in 2.0. */
    private static final String[] ROCKSDB = {
        "org.apache.flink.state.rocksdb.RocksDBMemoryControllerUtils",
        "org.apache.flink.contrib.streaming.state.RocksDBMemoryControllerUtils",
    };

    private ManagedMemory() {}

    /**
     * @param asked {@code managed} bytes, {@code slots}, {@code weights} (null: the default), the consumers {@code used}, and
     *     for RocksDB {@code share.rocksdb.writeBufferRatio}, as a line of the vectors has it
     */
    static Map<String, Object> shares(Map<String, Object> asked) {
        try {
            return answer(asked);
        } catch (RuntimeException unexpected) {
            throw unexpected;
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Map<String, Object> answer(Map<String, Object> asked) throws Throwable {
        MemorySize managed = MemorySize.parse((String) asked.get("managed"));
        long perSlot = managed.divide(((Number) asked.get("slots")).longValue()).getBytes();
        Configuration configuration = new Configuration();
        if (asked.get("weights") != null) {
            configuration.setString("taskmanager.memory.managed.consumer-weights", (String) asked.get("weights"));
        }
        Set<Object> used = new LinkedHashSet<>();
        for (Object name : (List<?>) asked.get("used")) {
            used.add(useCase((String) name));
        }
        Object memoryManager = Flink.callStatic(MEMORY_MANAGER, "create", perSlot, PAGE_SIZE);
        Map<String, Object> share = new LinkedHashMap<>();
        for (Object name : (List<?>) asked.get("used")) {
            double fraction = fractionOfSlot(useCase((String) name), used, configuration);
            // Flink computes no size of a fraction of 0: it lets the job fail.
            long bytes = fraction == 0 ? 0 : (Long) Flink.call(memoryManager, "computeMemorySize", fraction);
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("fraction", fraction);
            part.put("bytes", Long.toString(bytes));
            share.put((String) name, part);
            Double ratio = writeBufferRatio(asked);
            if (name.equals("STATE_BACKEND") && ratio != null) {
                share.put("rocksdb", rocksdb(bytes, ratio));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>(asked);
        answer.put("perSlot", Long.toString(perSlot));
        answer.put("share", share);
        return answer;
    }

    private static double fractionOfSlot(Object useCase, Set<Object> used, Configuration configuration) throws Throwable {
        String method = "convertToFractionOfSlot";
        List<Object> arguments = new ArrayList<>(List.of(useCase, 1.0, used, configuration));
        // Later versions take the job's configuration and the cluster's.
        if (Flink.parameters(Flink.MANAGED, method) == 7) {
            arguments.add(configuration);
        }
        arguments.add(Optional.of(true));
        arguments.add(ManagedMemory.class.getClassLoader());
        return (Double) Flink.callStatic(Flink.MANAGED, method, arguments.toArray());
    }

    private static Map<String, Object> rocksdb(long bytes, double writeBufferRatio) throws Throwable {
        Class<?> type = Flink.find(ROCKSDB).orElseThrow(() -> new ClassNotFoundException(ROCKSDB[0]));
        long writeBufferManager = (Long) Flink.callStatic(type, "calculateWriteBufferManagerCapacity", bytes, writeBufferRatio);
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("writeBufferRatio", writeBufferRatio);
        sizes.put("blockCache", Flink.callStatic(type, "calculateActualCacheCapacity", bytes, writeBufferRatio).toString());
        sizes.put("writeBufferManager", Long.toString(writeBufferManager));
        sizes.put("arenaBlockDefault", Flink.callStatic(type, "calculateRocksDBDefaultArenaBlockSize", WRITE_BUFFER_SIZE).toString());
        sizes.put("mutableLimit", Flink.callStatic(type, "calculateRocksDBMutableLimit", writeBufferManager).toString());
        return sizes;
    }

    private static Double writeBufferRatio(Map<String, Object> asked) {
        Object share = asked.get("share");
        Object rocksdb = share instanceof Map ? ((Map<?, ?>) share).get("rocksdb") : null;
        return rocksdb instanceof Map ? ((Number) ((Map<?, ?>) rocksdb).get("writeBufferRatio")).doubleValue() : null;
    }

    /** 1.12 calls operators {@code BATCH_OP}. */
    private static Object useCase(String name) throws ReflectiveOperationException {
        for (Object useCase : Class.forName(USE_CASE).getEnumConstants()) {
            String given = ((Enum<?>) useCase).name();
            if (given.equals(name) || given.equals("BATCH_OP") && name.equals("OPERATOR")) {
                return useCase;
            }
        }
        throw new IllegalArgumentException("No consumer of managed memory in this version: " + name);
    }
}
