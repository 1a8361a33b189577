package dev.blogsite.blog.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.blogsite.blog.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogsTest {
  @AfterEach
  void usual() {
    Logs.level(LogLevel.INFO);
  }

  @Test
  void writesOneJsonObjectALineWhateverIsLogged() throws IOException {
    List<String> lines = logged();
    assertEquals(2, lines.size());
    for (String line : lines) {
      try (JsonParser json = new JsonFactory().createParser(line)) {
        assertEquals(JsonToken.START_OBJECT, json.nextToken());
        json.skipChildren();
        assertNull(json.nextToken());
      }
    }
    assertTrue(lines.getFirst().contains("\"path\""), lines.getFirst());
  }

  @Test
  void followsTheLevelThatTheSettingsName() {
    Logger own = LoggerFactory.getLogger("dev.blogsite.blog.Any");
    Logger library = LoggerFactory.getLogger("io.undertow");
    Logs.level(LogLevel.DEBUG);
    assertTrue(own.isDebugEnabled() && library.isInfoEnabled());
    assertFalse(library.isDebugEnabled());
    Logs.level(LogLevel.INFO);
    assertTrue(own.isInfoEnabled() && library.isWarnEnabled());
    assertFalse(own.isDebugEnabled() || library.isInfoEnabled());
    Logs.level(LogLevel.ERROR);
    assertFalse(own.isWarnEnabled() || library.isWarnEnabled());
  }

  /** What a process of its own would write for awkward texts. */
  @SuppressWarnings("SystemOut") // the log goes there
  private static List<String> logged() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      JsonLogs logs = new JsonLogs();
      logs.setContext(context);
      logs.configure(context);
      Logger logger = context.getLogger("dev.blogsite.Any");
      String awkward = "a \"quote\", a \\ and a\nnew line, \u0001, 庭 and \ud83c\udf31";
      logger.atWarn().addKeyValue("path", awkward).log(awkward);
      logger.error(awkward, new IllegalStateException(awkward));
    } finally {
      System.setOut(before);
      context.stop();
    }
    return new ArrayList<>(bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
