/**
 * The way to Triton: client, catalogue, guards, health. Entry class: {@link
 * dev.chatbrush.mask.inference.GuardedInference}. May use {@code problem}.
 */
package dev.chatbrush.mask.inference;
