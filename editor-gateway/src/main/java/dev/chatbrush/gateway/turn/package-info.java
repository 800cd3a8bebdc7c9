/** Whose work comes next, and how much of it may wait. May use owner and api. */
package dev.chatbrush.gateway.turn;
