import type { ToolView } from 'chatbrush-client';
import { drawsTheSame } from './parts';
import type { Saying, Sent } from './sent';
import type { EditorState, Lost, Unsaid } from './state';
import { settingsFor } from './tool-settings';

/** Going back and forth: planned, and no tool's. */
export const MOVES = ['undo', 'redo', 'reset'] as const;

/** What a message went out with, as far as it is there by now, and what is not. */
export function asFarAsThere(
  sent: Sent,
  state: EditorState,
): { sent: Sent; lost: readonly Lost[] } {
  const { saying, version } = sent;
  const isVersionThere = state.session?.revisions.some(({ number }) => number === version) ?? false;
  const kept = keptSaying(saying, state.tools);
  return {
    sent: {
      ...sent,
      saying: kept.saying,
      version: isVersionThere ? version : (state.session?.head ?? version),
    },
    lost: isVersionThere ? kept.lost : [...kept.lost, 'version'],
  };
}

/** Whether a message that is said again by itself still means what it meant. */
export function meansTheSame({ sent }: Unsaid, { session, selection }: EditorState): boolean {
  return (
    sent === null || (sent.version === session?.head && drawsTheSame(sent.drawing, selection.draft))
  );
}

function keptSaying(
  saying: Saying,
  tools: readonly ToolView[],
): { saying: Saying; lost: readonly Lost[] } {
  const { plan, options = {}, tool, ...words } = saying;
  const steps = plan?.steps ?? [];
  const named = [...steps.map((step) => step.tool), ...(tool === undefined ? [] : [tool])];
  if (named.some((name) => !isThere(name, tools))) {
    return { saying: words, lost: ['tool'] };
  }
  if (plan === undefined) {
    return { saying, lost: [] };
  }
  const settings = Object.fromEntries(steps.map((step) => [step.tool, options]));
  const taken = settingsFor(steps, tools, settings);
  const isWhole = Object.keys(taken).length === Object.keys(options).length;
  return isWhole
    ? { saying, lost: [] }
    : { saying: { ...saying, options: taken }, lost: ['option'] };
}

function isThere(name: string, tools: readonly ToolView[]): boolean {
  return MOVES.some((move) => move === name) || tools.some(({ tool }) => tool === name);
}
