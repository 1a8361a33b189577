package dev.blogsite.blog.router.split;

/**
 * A latency objective's limit: a request whose response starts later is slow.
 *
 * @param objective the objective's name
 * @param nanos the limit in nanoseconds, more than 0
 */
public record Threshold(String objective, long nanos) {}
