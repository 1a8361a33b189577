package dev.blogsite.blog;

import dev.blogsite.blog.router.RouterCommand;
import dev.blogsite.blog.serve.RenderCommand;
import dev.blogsite.blog.serve.ServeCommand;
import java.util.Arrays;
import java.util.List;

/** The image's entry point: takes a sub-command. The only reader of the environment. */
public final class BlogMain {
  private static final String HELP =
      """
      Usage: blog-server COMMAND [--help]

        serve     serves one blog from a folder of posts
        router    splits a site's readers between its tracks
        render    renders a folder of posts to static files
      """;
  private static final int USAGE = 2;

  private BlogMain() {}

  /** Runs a sub-command. */
  public static void main(String[] arguments) {
    int code = run(Arrays.asList(arguments));
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (command) {
      case "serve" -> ServeCommand.run(rest, System.getenv().getOrDefault("POD_NAME", "local"));
      case "router" -> RouterCommand.run(rest, System.getenv().getOrDefault("POD_NAME", "local"));
      case "render" -> RenderCommand.run(rest);
      case "--help", "help" -> {
        System.out.print(HELP);
        yield 0;
      }
      case "" -> usage("a command is missing");
      default -> usage("the command " + command + " is not known");
    };
  }

  private static int usage(String problem) {
    System.err.println("blog-server: " + problem);
    System.err.print(HELP);
    return USAGE;
  }
}
