package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.TrackCounts;
import dev.blogsite.blog.router.split.Target;
import dev.blogsite.blog.router.split.Track;
import dev.blogsite.blog.router.upstream.Backends;

/** One track as requests meet it: its pods, and where they are counted. */
public record Lane(Track track, Target target, TrackCounts counts, Backends backends) {}
