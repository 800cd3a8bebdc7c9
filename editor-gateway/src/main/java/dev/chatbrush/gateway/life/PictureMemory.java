package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.revision.ReducedPictures;
import dev.chatbrush.gateway.revision.Variants;
import dev.chatbrush.gateway.selection.MaskClient;
import dev.chatbrush.gateway.storage.BlobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** What is kept of pictures in memory, here and in the services. */
@ApplicationScoped
class PictureMemory {
  private final ReducedPictures reduced;
  private final Variants variants;
  private final MaskClient masks;
  private final AgentClient agent;

  PictureMemory(ReducedPictures reduced, Variants variants, MaskClient masks, AgentClient agent) {
    this.reduced = reduced;
    this.variants = variants;
    this.masks = masks;
    this.agent = agent;
  }

  /** Nothing is kept of these any more; a service that does not answer loses them by age. */
  void forget(Set<BlobId> pictures) {
    if (!pictures.isEmpty()) {
      reduced.forget(pictures);
      variants.forget(pictures);
      masks.forget(pictures);
      agent.forget(pictures);
    }
  }
}
