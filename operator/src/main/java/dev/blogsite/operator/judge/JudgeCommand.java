package dev.blogsite.operator.judge;

import dev.blogsite.operator.slo.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code operator judge}: judges recorded looks by the same code as a rollout does. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = "Judges recorded looks, by the same code as a rollout does.",
    footer = {
      "",
      "TRACE holds JSON lines as docs/contract.md describes them: an optional plan, then one line"
          + " per",
      "look, cluster and objective, with what was counted since the look before. After each look"
          + " the",
      "verdict and the evidence of each objective are printed.",
      "",
      "Exit code: 0 the last verdict is Pass, 1 Fail, 3 Unknown, 2 the trace was refused."
    })
public final class JudgeCommand implements Callable<Integer> {
  private static final int PASS = 0;
  private static final int FAIL = 1;
  private static final int REFUSED = 2;
  private static final int UNKNOWN = 3;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TRACE",
      description = "a file, or - for standard input")
  private @Nullable String trace;

  @Option(names = "--json", description = "print one JSON object per look")
  private boolean json;

  @Option(
      names = "--simulate",
      description =
          "judge simulated rollouts instead and print how often good ones fail and how soon bad"
              + " ones do")
  private boolean simulate;

  @Option(
      names = "--rollouts",
      paramLabel = "N",
      defaultValue = "2000",
      description = "simulated rollouts per row (${DEFAULT-VALUE})")
  private int rollouts;

  @Option(
      names = "--looks",
      paramLabel = "N",
      defaultValue = "500",
      description = "looks of ten seconds per simulated rollout (${DEFAULT-VALUE})")
  private int looks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the simulation (${DEFAULT-VALUE})")
  private long seed;

  /** Made by picocli. */
  public JudgeCommand() {}

  @Override
  public Integer call() {
    CommandSpec command = java.util.Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (simulate) {
      new Calibration(rollouts, looks, seed).print(out);
      return PASS;
    }
    if (trace == null) {
      err.println("no trace was given; write a file's name, or - for standard input");
      return REFUSED;
    }
    try (BufferedReader lines = open(trace)) {
      Looks.End end =
          new Looks(
                  judged -> {
                    out.print(json ? Printer.json(judged) : Printer.text(judged));
                    out.flush();
                  })
              .play(lines);
      if (end.error().isPresent()) {
        err.println("%s: %s".formatted(trace, end.error().get()));
        return REFUSED;
      }
      if (end.last().isEmpty()) {
        err.println("%s: holds no look; must hold at least one".formatted(trace));
        return REFUSED;
      }
      return code(end.last().get());
    } catch (IOException e) {
      err.println("%s cannot be read: %s".formatted(trace, e));
      return REFUSED;
    }
  }

  private static BufferedReader open(String trace) throws IOException {
    return trace.equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(Path.of(trace));
  }

  private static int code(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> PASS;
      case Verdict.Fail _ -> FAIL;
      case Verdict.Unknown _ -> UNKNOWN;
    };
  }
}
