/**
 * What the clients of the other services share: errors as problems, pictures by hash. Entry: {@link
 * dev.chatbrush.gateway.grpc.RemoteProblems}. May use api and storage.
 */
package dev.chatbrush.gateway.grpc;
