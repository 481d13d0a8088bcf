import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.type.TypeReference;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Asks the Flink on the class path. {@code options JAR…} prints the options defined in the jars as one JSON object by key;
 * every other question reads JSON lines from the standard input and prints one answer a line, in the form of test/vectors.
 */
public final class AskFlink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<LinkedHashMap<String, Object>>() {};

    private AskFlink() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        // Flink's libraries print to the standard output now and then; answers are alone there.
        System.setOut(System.err);
        String question = arguments[0];
        if (question.equals("options")) {
            out.println(JSON.writeValueAsString(Options.in(Arrays.asList(arguments).subList(1, arguments.length))));
        } else {
            answerLines(question, out);
        }
        out.flush();
        if (out.checkError()) {
            throw new IOException("The answers could not be written");
        }
        // Threads that Flink's classes may have started do not matter any more.
        System.exit(0);
    }

    private static void answerLines(String question, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.println(JSON.writeValueAsString(answer(question, JSON.readValue(line, OBJECT))));
            }
        }
    }

    private static Map<String, Object> answer(String question, Map<String, Object> asked) throws IOException {
        switch (question) {
            case "derive":
                return Processes.derive(asked);
            case "flink-conf":
            case "config-yaml":
                return ConfigurationFile.read(asked);
            case "managed":
                return ManagedMemory.shares(asked);
            default:
                throw new IllegalArgumentException("No such question: " + question);
        }
    }
}
