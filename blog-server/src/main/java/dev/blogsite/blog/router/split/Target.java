package dev.blogsite.blog.router.split;

/**
 * Where a track's pods are found.
 *
 * @param revision the revision they serve
 * @param host a headless Service; each of its A records is a backend
 * @param port 1 to 65535
 */
public record Target(String revision, String host, int port) {}
