package dev.blogsite.operator.cluster;

/** The address of one pod: where it lives and what it is called. */
public record PodRef(String namespace, String name) {

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
