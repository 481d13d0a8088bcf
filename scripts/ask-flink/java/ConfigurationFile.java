import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** The text of a flink-conf.yaml or config.yaml, as GlobalConfiguration reads it from a folder. */
final class ConfigurationFile {
    private ConfigurationFile() {}

    /** @param asked {@code id}, {@code name} of the file and its {@code text} */
    static Map<String, Object> read(Map<String, Object> asked) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (asked.containsKey("id")) {
            answer.put("id", asked.get("id"));
        }
        Path folder = Files.createTempDirectory("ask-flink");
        Path file = folder.resolve((String) asked.get("name"));
        try {
            Files.writeString(file, (String) asked.get("text"));
            Configuration configuration = GlobalConfiguration.loadConfiguration(folder.toString());
            answer.put("map", new TreeMap<>(configuration.toMap()));
            answer.putAll(Processes.answers(configuration, false));
        } catch (RuntimeException refused) {
            answer.put("load", Failure.ofFile(refused));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
        return answer;
    }
}
