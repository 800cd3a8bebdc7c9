/**
 * The picture as a file that a person keeps: in the format that it came in, with what its file told
 * beside the pixels. Entry class: {@link dev.chatbrush.gateway.download.DownloadResource}.
 * Neighbours: {@code revision}, {@code storage}, {@code api}.
 */
package dev.chatbrush.gateway.download;
