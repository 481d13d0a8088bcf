import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names Flink's refusals, with the codes of the vectors. They are told apart by short fragments of the messages. */
final class Failure {
    private static final String VALUE_INVALID = "value-invalid";
    /** A refusal that the tables below do not know; its message comes along. */
    private static final String UNNAMED = "unnamed";
    /** 1.10 checks no sum here; the rest comes out negative. */
    private static final String FLINK_ABOVE_PROCESS_1_10 = "deriveJvmMetaspaceAndOverheadFromTotalFlinkMemory";

    /** Fragment to code; the first that stands in a message decides. */
    private static final String[][] CODES = {
        {"need to be configured explicitly", "size-not-configured"},
        {"exceed configured Total Process", "jvm-exceeds-process"},
        {"less than the sum of the derived", "flink-exceeds-process"},
        {"JVM Overhead range", "jvm-overhead-out-of-range"},
        {"exceed configured Total Flink", "pools-exceed-flink"},
        {"Network Memory range", "network-out-of-range"},
        {"does not match configured Network", "network-buffers-mismatch"},
        {"less than the configured Off-heap", "off-heap-exceeds-flink"},
        {"does not match the configured Total Flink", "heap-plus-off-heap-not-flink"},
        {"exceeds the configured Total Flink", "heap-exceeds-flink"},
        {"Inconsistently configured", "range-invalid"},
        {"positive number of CPU", "cpu-not-positive"},
        {"memory segment size", "segment-size-invalid"},
        {"weight should not be negative", "weight-negative"},
        {"Unknown managed memory consumer", "consumer-unknown"},
    };

    private static final String[][] REASONS = {
        {"less or equal to max", "min-above-max"},
        {"fraction must be in", "fraction-outside"},
        {"whitespace-only", "blank"},
        {"does not start with a number", "number-missing"},
        {"recognized units", "unit-unknown"},
        {"numeric overflow", "overflow"},
        {"overflows/underflows", "overflow"},
        {"for boolean", "not-a-boolean"},
        {"not a key-value pair", "not-a-map"},
        {"must be >= 0", "negative"},
    };

    private static final String[][] FILES = {
        {"single document", "several-documents"},
    };

    private static final Pattern DUPLICATE = Pattern.compile("duplicate key (\\S+)");

    private static final Pattern KEY = Pattern.compile("(?:key:?|config option|option) '([^']+)'", Pattern.CASE_INSENSITIVE);

    private Failure() {}

    static Map<String, Object> of(Throwable refused) {
        List<Throwable> chain = chain(refused);
        Optional<String> key = chain.stream().map(Failure::message).map(KEY::matcher).filter(Matcher::find).map(found -> found.group(1)).findFirst();
        String code = first(CODES, chain)
                .or(() -> key.map(any -> VALUE_INVALID))
                .or(() -> byType(chain))
                .orElse(UNNAMED);
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("failure", code);
        if (code.equals(VALUE_INVALID) || code.equals("range-invalid")) {
            key.ifPresent(name -> failure.put("key", name));
            first(REASONS, chain)
                    .or(() -> chain.stream().anyMatch(NumberFormatException.class::isInstance) ? Optional.of("not-a-number") : Optional.empty())
                    .ifPresent(reason -> failure.put("reason", reason));
        }
        if (code.equals(UNNAMED)) {
            failure.put("message", chain.stream().map(Throwable::toString).collect(Collectors.joining(" | ")));
        }
        return failure;
    }

    /** A file that GlobalConfiguration does not read. */
    static Map<String, Object> ofFile(Throwable refused) {
        List<Throwable> chain = chain(refused);
        Map<String, Object> failure = new LinkedHashMap<>();
        Optional<String> duplicate = chain.stream().map(Failure::message).map(DUPLICATE::matcher).filter(Matcher::find).map(found -> found.group(1)).findFirst();
        failure.put("failure", duplicate.map(key -> "duplicate-key").or(() -> first(FILES, chain)).orElse("yaml-invalid"));
        duplicate.ifPresent(key -> failure.put("key", key));
        return failure;
    }

    private static Optional<String> byType(List<Throwable> chain) {
        if (chain.stream().anyMatch(NumberFormatException.class::isInstance)) {
            return Optional.of(VALUE_INVALID);
        }
        if (chain.stream().anyMatch(ArithmeticException.class::isInstance)) {
            return Optional.of("overflow");
        }
        boolean restNegative = chain.stream().flatMap(link -> Arrays.stream(link.getStackTrace()))
                .anyMatch(frame -> frame.getMethodName().equals(FLINK_ABOVE_PROCESS_1_10));
        return restNegative ? Optional.of("flink-exceeds-process") : Optional.empty();
    }

    private static Optional<String> first(String[][] fragments, List<Throwable> chain) {
        for (Throwable link : chain) {
            for (String[] fragment : fragments) {
                if (message(link).contains(fragment[0])) {
                    return Optional.of(fragment[1]);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Throwable> chain(Throwable refused) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = refused; link != null && !chain.contains(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static String message(Throwable link) {
        return String.valueOf(link.getMessage());
    }
}
