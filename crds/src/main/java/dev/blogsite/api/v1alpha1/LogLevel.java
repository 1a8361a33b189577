package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is severe enough to be logged. */
public enum LogLevel {
  /** Only what needs someone to act. */
  @JsonProperty("error")
  ERROR,
  /** Also what may need someone to act. */
  @JsonProperty("warn")
  WARN,
  /** Also each change of state. */
  @JsonProperty("info")
  INFO,
  /** Everything. */
  @JsonProperty("debug")
  DEBUG
}
