import type { Saying as Said } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import type { ToolSettings } from './tool-settings';

/** Words to act on, as this page keeps them until it has a plan for them. */
export interface Saying extends Said {
  /** The tool that is meant: the plan is made so, and the gateway is not told. */
  readonly tool?: string;
}

/** What a message went out with, to be tried again as it was. */
export interface Sent {
  /** With its plan, where that was settled before. */
  readonly saying: Saying;
  readonly version: number;
  /** What was selected on that version. */
  readonly drawing: Drawing;
  /** What was set for the tools. */
  readonly settings: ToolSettings;
}

/** By edit; masks are large, and nobody goes back far to try again. */
export type SentMessages = Readonly<Record<string, Sent>>;

const MOST = 20;

export function withSent(messages: SentMessages, editId: string, sent: Sent | null): SentMessages {
  if (sent === null) {
    return messages;
  }
  const others = Object.entries(messages).filter(([id]) => id !== editId);
  return Object.fromEntries([...others.slice(1 - MOST), [editId, sent]]);
}
