/**
 * OpenAI's Images API for edits, so that what speaks it to others speaks it here. Source: OpenAI
 * API reference, "Create image edit" and "Models".
 */
package dev.chatbrush.gateway.openai;
