package dev.chatbrush.gateway.owner;

/** What somebody who has shown who he is may do. */
public enum Scope {
  /** See one's own sessions. */
  READ,
  /** Begin sessions and change one's own. */
  EDIT,
  /** Make and revoke keys; opens nobody's sessions. */
  ADMIN
}
