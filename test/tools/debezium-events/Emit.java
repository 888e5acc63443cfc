import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.Header;
import io.debezium.engine.format.Json;
import io.debezium.engine.format.KeyValueHeaderChangeEventFormat;
import java.util.Base64;
import java.util.Properties;
import java.util.concurrent.Executors;

/** Runs Debezium's engine with the properties on standard input; an event a line on standard output, its parts in base64. */
public class Emit {
  static String coded(String text) {
    return text == null ? "-" : Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static synchronized void print(ChangeEvent<String, String> event) {
    StringBuilder line = new StringBuilder("EVENT ").append(coded(event.destination())).append(' ');
    line.append(coded(event.key())).append(' ').append(coded(event.value()));
    for (Header<?> header : event.headers()) {
      line.append(' ').append(coded(header.getKey())).append(' ').append(coded(String.valueOf(header.getValue())));
    }
    System.out.println(line);
  }

  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.load(System.in);
    DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine
        .create(KeyValueHeaderChangeEventFormat.of(Json.class, Json.class, Json.class))
        .using(properties)
        .using((DebeziumEngine.CompletionCallback) (success, message, error) -> System.exit(success ? 0 : 1))
        .notifying((java.util.function.Consumer<ChangeEvent<String, String>>) Emit::print)
        .build();
    Executors.newSingleThreadExecutor().execute(engine);
  }
}
