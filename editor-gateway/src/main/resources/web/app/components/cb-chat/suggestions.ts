import type { ToolView } from 'chatbrush-client';
import type { TextKey } from '../../i18n/en';

const ERASE: readonly TextKey[] = ['suggest.erase'];
const WITH_MASK: readonly TextKey[] = ['suggest.red', 'suggest.blur', 'suggest.bw'];
const WHOLE: readonly TextKey[] = [
  'suggest.winter',
  'suggest.sunset',
  'suggest.oil',
  'suggest.bw',
  'suggest.warmer',
];

/** Sentences that the tools of the catalogue can carry out as things are, most useful first. */
export function suggestionsFor(tools: readonly ToolView[], hasMask: boolean): readonly TextKey[] {
  const erases = tools.some((tool) => tool.tool === 'object_erase');
  const transforms = tools.some((tool) => tool.tool === 'image_transform');
  if (hasMask) {
    return [...(erases ? ERASE : []), ...(transforms ? WITH_MASK : [])];
  }
  return transforms ? WHOLE : [];
}
