/**
 * Says of every request who sent it, by keys, shared links and the provider of logins. Entry:
 * {@link dev.chatbrush.gateway.login.LoginFilter}. May use access, key, share, owner and api.
 */
package dev.chatbrush.gateway.login;
