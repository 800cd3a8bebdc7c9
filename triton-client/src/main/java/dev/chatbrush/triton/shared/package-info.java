/** Memory that client and server both see, where they run on one machine. */
package dev.chatbrush.triton.shared;
