package dev.blogsite.operator.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JudgeCommandTest {
  private static final String PLAN =
      """
      {"plan":{"minRequests":100,"objectives":[{"name":"availability","kind":"availability","limit":0.0001}]}}
      """;

  @TempDir private Path folder = Path.of(".");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int judge(String trace, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("trace.jsonl"), trace);
    String[] arguments = java.util.Arrays.copyOf(options, options.length + 1);
    arguments[options.length] = file.toString();
    return new CommandLine(new JudgeCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String look(int second, int step, int requests, int bad) {
    return """
    {"time":"2026-11-01T10:00:%02dZ","step":%d,"weightPpm":5000,"cluster":"hub","objective":"availability",\
    "canary":{"requests":%d,"bad":%d,"newReaders":5},"stable":{"requests":9950,"bad":0,"newReaders":995}}
    """
        .formatted(second, step, requests, bad);
  }

  private void refuses(String trace, String... words) throws Exception {
    assertEquals(2, judge(trace), out.toString());
    for (String word : words) {
      assertTrue(err.toString().contains(word), err.toString());
    }
  }

  @Test
  void printsTheVerdictAfterEachLook() throws Exception {
    int code = judge(PLAN + look(10, 0, 50, 0) + look(20, 0, 60, 0) + look(30, 0, 50, 10));
    assertEquals(1, code);
    String[] lines = out.toString().lines().toArray(String[]::new);
    assertTrue(lines[0].startsWith("2026-11-01T10:00:10Z  step 0 (0.5 %)  Unknown"), lines[0]);
    assertTrue(lines[2].contains("Pass"), lines[2]);
    assertTrue(lines[4].contains("Fail"), lines[4]);
    assertTrue(lines[5].contains("10 failed of 160"), lines[5]);
  }

  @Test
  void printsJsonForPrograms() throws Exception {
    assertEquals(0, judge(PLAN + look(10, 0, 500, 0), "--json"));
    var look = new ObjectMapper().readTree(out.toString());
    assertEquals("Pass", look.path("verdict").asText());
    assertEquals(500, look.path("findings").path(0).path("canary").path("requests").asInt());
  }

  @Test
  void theExampleOfTheContractIsATrace() throws Exception {
    assertEquals(
        3,
        judge(
            """
            {"time":"2026-11-01T10:00:10Z","step":0,"weightPpm":5000,"cluster":"hub","objective":"availability",\
             "canary":{"requests":50,"bad":0,"newReaders":5},"stable":{"requests":9950,"bad":9,"newReaders":995,"history":[{"requests":2000,"bad":2}]}}
            {"time":"2026-11-01T10:00:10Z","step":0,"weightPpm":5000,"cluster":"hub","objective":"saturation","canary":{"usage":0.41},"stable":{"usage":0.38}}
            {"time":"2026-11-01T10:00:10Z","step":0,"weightPpm":5000,"cluster":"hub","objective":"latency","missing":"the router restarted"}
            """),
        err.toString());
    assertTrue(out.toString().contains("the router restarted"));
  }

  @Test
  void takesTheWeightFromThePlansSteps() throws Exception {
    String plan =
        """
        {"plan":{"steps":[20000],"minRequests":1,"objectives":[{"name":"a","kind":"availability","limit":0.1}]}}
        """;
    String look =
        """
        {"time":"2026-11-01T10:00:10Z","step":0,"objective":"a","canary":{"requests":5,"bad":0},"stable":{"requests":5,"bad":0}}
        """;
    assertEquals(0, judge(plan + look), err.toString());
    assertTrue(out.toString().contains("(2 %)"));
  }

  @Test
  void namesTheLineThatIsNotJson() throws Exception {
    refuses(PLAN + look(10, 0, 50, 0) + "{oops\n", "line 3: not JSON");
  }

  @Test
  void namesAllThatIsWrongWithALine() throws Exception {
    refuses(
        PLAN
            + """
            {"time":"noon","step":-1,"weightPpm":5000,"objective":"availabilty","kanary":1,"canary":{"requests":5,"bad":7},"stable":{"requests":1.5,"bad":0}}
            """,
        "line 2: ",
        "kanary is not known",
        "time is \"noon\"",
        "step is -1; must be a whole number from 0 to 1000",
        "objective is \"availabilty\"; must be one of the plan's: availability",
        "canary.bad is 7; must be at most canary.requests (5)",
        "stable.requests is 1.5; must be a whole number");
  }

  @Test
  void refusesTimesThatGoBack() throws Exception {
    refuses(PLAN + look(20, 0, 50, 0) + look(10, 0, 50, 0), "line 3: time is 2026-11-01T10:00:10Z");
  }

  @Test
  void refusesStepsThatGoBack() throws Exception {
    refuses(PLAN + look(10, 1, 50, 0) + look(20, 0, 50, 0), "line 3: step is 0");
  }

  @Test
  void refusesAPlanInTheMiddle() throws Exception {
    refuses(look(10, 0, 50, 0) + PLAN, "line 2: a plan; must come before the first look");
  }

  @Test
  void refusesATraceWithoutALook() throws Exception {
    refuses(PLAN, "holds no look");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    int code =
        new CommandLine(new JudgeCommand())
            .setErr(new PrintWriter(err, true))
            .execute(folder.resolve("nowhere").toString());
    assertEquals(2, code);
    assertTrue(err.toString().contains("cannot be read"));
  }
}
