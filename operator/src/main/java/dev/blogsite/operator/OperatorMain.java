package dev.blogsite.operator;

import dev.blogsite.operator.judge.JudgeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code operator}: its sub-commands, wired by hand. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description =
        "Rolls blogs out: from one revision to the next, without a bad one reaching many.",
    subcommands = {JudgeCommand.class, CheckCommand.class})
public final class OperatorMain {

  private OperatorMain() {}

  /** Runs a sub-command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new OperatorMain())
            .addSubcommand(new RunCommand(System.getenv()))
            .execute(args));
  }
}
