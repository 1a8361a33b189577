package dev.blogsite.blog.render;

import dev.blogsite.blog.post.PostRef;
import dev.blogsite.blog.search.Hit;
import gg.jte.generated.precompiled.JtearchiveGenerated;
import gg.jte.generated.precompiled.JtehomeGenerated;
import gg.jte.generated.precompiled.JtemessageGenerated;
import gg.jte.generated.precompiled.JtepostGenerated;
import gg.jte.generated.precompiled.JtesearchGenerated;
import gg.jte.generated.precompiled.JtetagGenerated;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The pages of one blog as HTML. Calls the generated templates directly: the engine would find the
 * same methods by reflection, later and unchecked. Thread-safe.
 */
final class Templates {
  private final Frame frame;

  Templates(Frame frame) {
    this.frame = frame;
  }

  String home(List<PostRef> posts, Pagination page) {
    return html(out -> JtehomeGenerated.render(out, null, frame, views(posts), page));
  }

  String post(PostRef post, String html) {
    return html(out -> JtepostGenerated.render(out, null, frame, view(post), html));
  }

  String tag(String tag, List<PostRef> posts) {
    PostView.TagView view = new PostView.TagView(tag, Urls.tag(tag), posts.size());
    return html(out -> JtetagGenerated.render(out, null, frame, view, views(posts)));
  }

  String archive(Listing listing) {
    Map<String, List<PostView>> years =
        views(listing.posts()).stream()
            .collect(
                Collectors.groupingBy(PostView::year, LinkedHashMap::new, Collectors.toList()));
    List<PostView.TagView> tags =
        listing.tags().entrySet().stream()
            .map(e -> new PostView.TagView(e.getKey(), Urls.tag(e.getKey()), e.getValue().size()))
            .toList();
    return html(out -> JtearchiveGenerated.render(out, null, frame, years, tags));
  }

  String search(String query, List<Hit> hits, boolean more, Map<String, Address> addresses) {
    List<HitView> found = new ArrayList<>();
    for (Hit hit : hits) {
      if (addresses.get("/posts/" + hit.slug()) instanceof Address.OfPost(PostRef post)) {
        found.add(new HitView(view(post), hit.excerpt()));
      }
    }
    return html(out -> JtesearchGenerated.render(out, null, frame, query, found, more));
  }

  String message(int status, String heading, String text) {
    return html(out -> JtemessageGenerated.render(out, null, frame, status, heading, text));
  }

  private PostView view(PostRef post) {
    return PostView.of(post, frame.language());
  }

  private List<PostView> views(List<PostRef> posts) {
    return posts.stream().map(this::view).toList();
  }

  private static String html(Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return out.toString();
  }
}
