package dev.blogsite.operator.rollout;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.api.v1alpha1.Reasons;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the pure core, which cannot see the API, are the API's. */
class ReasonWordsTest {
  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyReasonOfARolloutIsDeclaredBesideTheApi() {
    var declared =
        Arrays.stream(Reasons.class.getFields()).map(ReasonWordsTest::value).collect(toSet());
    var words =
        Stream.concat(
            Arrays.stream(Reason.values()).map(Reason::word),
            Arrays.stream(Decision.Change.values()).map(Decision.Change::word));
    assertEquals(List.of(), words.filter(not(declared::contains)).toList());
  }
}
