package dev.blogsite.blog.post;

/**
 * A post that was left out of its set, and why.
 *
 * @param file the name of its file
 * @param line the line at fault, counted from 1
 * @param error a sentence: what was refused, its value, the rule, what to write instead
 */
public record Refusal(String file, int line, String error) {}
