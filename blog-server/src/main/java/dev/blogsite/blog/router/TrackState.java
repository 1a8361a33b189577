package dev.blogsite.blog.router;

import dev.blogsite.blog.router.count.History;
import dev.blogsite.blog.router.count.TrackMetrics;

/** What is kept of a track over all its revisions. */
record TrackState(TrackMetrics metrics, History history) {
  TrackState() {
    this(new TrackMetrics(), new History());
  }
}
