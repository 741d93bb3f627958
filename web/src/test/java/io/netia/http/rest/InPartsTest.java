package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InPartsTest {

  @Test
  void parts_are_done_until_there_are_no_more_and_then_the_rest() {
    List<String> done = new ArrayList<>();
    InParts.run(
        () -> {
          done.add("part");
          return done.size() < 3;
        },
        () -> done.add("rest"));
    assertThat(done).containsExactly("part", "part", "part", "rest");
  }
}
