package dev.chatbrush.gateway.key;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.DurableFiles;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The first key, which makes the others. Its secret lies in a file that only the server's own
 * account can read: who can read that can read the pictures and the database as well. Where the
 * file is given, as a secret that is mounted, the key is made of what it holds.
 */
@ApplicationScoped
public class AdminKey {
  private static final Logger LOG = Logger.getLogger(AdminKey.class);
  private static final String NAME = "admin-key file";
  private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

  /** As long as one that is drawn here. */
  private static final int LEAST = Keys.PREFIX.length() + 43;

  private final LoginConfig config;
  private final Keys keys;
  private final Database database;

  public AdminKey(LoginConfig config, Keys keys, Database database) {
    this.config = config;
    this.keys = keys;
    this.database = database;
  }

  void prepare(@Observes StartupEvent start) {
    if (!config.required()) {
      return;
    }
    Path file = config.adminKeyFile().toAbsolutePath();
    try {
      if (Files.exists(file)) {
        take(file);
      } else {
        make(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot read or write %s: %s; set chatbrush.login.admin-key-file".formatted(file, e), e);
    } catch (EditorException e) {
      LOG.warnf("%s is not prepared before the next start: %s", file, e.getMessage());
    }
  }

  private void take(Path file) throws IOException {
    String secret = Files.readString(file).strip();
    if (!secret.startsWith(Keys.PREFIX) || secret.length() < LEAST) {
      throw new IllegalStateException(
          "%s holds no key: it must begin with %s and have at least %d characters"
              .formatted(file, Keys.PREFIX, LEAST));
    }
    if (!keys.isKnown(secret)) {
      keys.add(secret, NAME, Owner.LOCAL, ALL, null);
      LOG.infof("the key in %s administers keys", file);
    } else if (keys.find(secret).isEmpty()) {
      LOG.warnf("the key in %s was revoked; remove the file for a new one", file);
    }
  }

  private void make(Path file) throws IOException {
    if (database.isShared() && keys.list().stream().anyMatch(this::administers)) {
      LOG.infof("another gateway has the key that administers keys; %s is not made", file);
      return;
    }
    keys.list().stream()
        .filter(key -> key.name().equals(NAME))
        .forEach(key -> keys.revoke(key.id()));
    Keys.Made made = keys.make(NAME, Owner.LOCAL, ALL, null);
    DurableFiles.createDirectories(file.getParent());
    DurableFiles.write(
        file.resolveSibling(file.getFileName() + ".new"),
        file,
        (made.secret() + "\n").getBytes(StandardCharsets.US_ASCII));
    LOG.infof("%s holds the key that administers keys", file);
  }

  private boolean administers(AccessKey key) {
    return key.scopes().contains(Scope.ADMIN) && key.revokedAt() == null;
  }
}
