import type { Plan } from 'chatbrush-client';
import type { Saying } from '../state/sent';
import type { EditorState, Proposal } from '../state/state';
import { isSet, planWith, settingsFor } from '../state/tool-settings';
import type { ToolSettings } from '../state/tool-settings';

/** Whether the plan of these words is needed before they are said: to be shown, or changed. */
export function isSettledBefore(
  { preferences }: EditorState,
  { plan, tool }: Saying,
  settings: ToolSettings,
): boolean {
  const settles = preferences.planFirst || tool !== undefined || isSet(settings);
  return plan === undefined && settles;
}

/** The words with their plan as a person has settled it; null where nothing would be done. */
export function plannedAs(
  { tools, selection }: EditorState,
  saying: Saying,
  plan: Plan,
  settings: ToolSettings,
): Proposal | null {
  const tool = tools.find((one) => one.tool === saying.tool);
  const selected = (selection.answer?.area ?? 0) > 0;
  // Going back and forth is nothing that a tool does.
  const moves = plan.steps.some((step) => !tools.some((one) => one.tool === step.tool));
  const isMeant = tool !== undefined && !moves;
  const meant = isMeant ? planWith(tool, plan, saying.text, selected) : plan;
  const options = settingsFor(meant.steps, tools, settings);
  return meant.steps.length === 0 ? null : { ...saying, plan: meant, options };
}
