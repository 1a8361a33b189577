package dev.blogsite.blog.router;

import dev.blogsite.blog.router.proxy.Limits;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.upstream.Resolver;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a router needs to know.
 *
 * @param site namespace and name
 * @param pod the pod's name
 * @param signer with the site's key
 * @param splitFolder where {@code split.json} is mounted
 * @param port for readers; 0 for any
 * @param opsPort for the kubelet and the operator; 0 for any
 * @param ioThreads as many as there are CPUs to use
 */
public record RouterSettings(
    String site,
    String pod,
    Signer signer,
    Path splitFolder,
    int port,
    int opsPort,
    int ioThreads,
    Limits limits,
    Resolver resolver,
    InstantSource clock) {}
