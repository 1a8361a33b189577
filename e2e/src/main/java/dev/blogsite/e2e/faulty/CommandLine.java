package dev.blogsite.e2e.faulty;

import java.util.ArrayList;
import java.util.List;

/**
 * The server's command line, in which single options can be read and replaced. Immutable.
 *
 * @param words sub-command and options, as {@code --name value} or {@code --name=value}
 */
record CommandLine(List<String> words) {
  CommandLine {
    words = List.copyOf(words);
  }

  /** Whether it serves a blog. */
  boolean isServe() {
    return !words.isEmpty() && words.getFirst().equals("serve");
  }

  /** The option's number, or the default where it is not given. */
  int number(String option, int byDefault) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(option + "=")) {
        return Integer.parseInt(words.get(i).substring(option.length() + 1));
      }
      if (words.get(i).equals(option) && i + 1 < words.size()) {
        return Integer.parseInt(words.get(i + 1));
      }
    }
    return byDefault;
  }

  /** The same with another number for the option. */
  CommandLine with(String option, int number) {
    var changed = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(option)) {
        i++;
      } else if (!words.get(i).startsWith(option + "=")) {
        changed.add(words.get(i));
      }
    }
    changed.add(option);
    changed.add(Integer.toString(number));
    return new CommandLine(changed);
  }
}
