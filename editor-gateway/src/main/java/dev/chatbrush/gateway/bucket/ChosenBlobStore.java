package dev.chatbrush.gateway.bucket;

import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.FolderBlobStore;
import dev.chatbrush.gateway.storage.StorageConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The store of pictures that is configured; the others are never opened. */
@Singleton
class ChosenBlobStore {
  @Produces
  @Singleton
  @Startup
  BlobStore chosen(
      StorageConfig config, Instance<FolderBlobStore> folder, Instance<S3BlobStore> bucket) {
    BlobStore store =
        switch (config.pictures()) {
          case FOLDER -> folder.get();
          case S3 -> bucket.get();
        };
    store.condition(); // opens it: one that cannot be opened must end the start
    return store;
  }
}
