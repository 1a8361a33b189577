package dev.blogsite.operator.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.blogsite.api.v1alpha1.BlogRolloutSpec;
import dev.blogsite.api.v1alpha1.BlogRolloutStatus;
import dev.blogsite.api.v1alpha1.BlogSiteSpec;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the API's resources one by one: a spec or status that cannot be read is as good as none,
 * and does not take the list that it came in with it.
 */
public final class Tolerant {

  private static final Set<Class<?>> PARTS =
      Set.of(
          BlogSiteSpec.class, BlogSiteStatus.class, BlogRolloutSpec.class, BlogRolloutStatus.class);

  private Tolerant() {}

  /** A client's way of reading and writing JSON, tolerant of single broken resources. */
  public static KubernetesSerialization serialization() {
    var module = new SimpleModule("tolerant");
    module.setDeserializerModifier(new Modifier());
    // What is applied is read as YAML, whatever it is called: see YamlEscapes.
    var json = new JsonFactory();
    json.setCharacterEscapes(new YamlEscapes());
    return new KubernetesSerialization(new ObjectMapper(json).registerModule(module), true);
  }

  private static final class Modifier extends BeanDeserializerModifier {

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      return PARTS.contains(bean.getBeanClass()) ? new Part(deserializer) : deserializer;
    }
  }

  private static final class Part extends DelegatingDeserializer implements ResolvableDeserializer {

    Part(JsonDeserializer<?> delegate) {
      super(delegate);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> newDelegatee) {
      return new Part(newDelegatee);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      // Read as a whole first, so that the parser stands behind it whatever is wrong with it.
      JsonNode tree = context.readTree(parser);
      try (JsonParser again = tree.traverse(parser.getCodec())) {
        again.nextToken();
        return super.deserialize(again, context);
      } catch (JsonProcessingException _) {
        return null;
      }
    }
  }
}
