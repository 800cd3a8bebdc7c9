/** The tools that draw on the picture, in the rail's order, with the letters that choose them; the rail shows the first. */
export const TOOLS = [
  { name: 'point', keys: ['P'] },
  { name: 'box', keys: ['R', 'M'] },
  { name: 'lasso', keys: ['L'] },
  { name: 'brush', keys: ['B'] },
  { name: 'eraser', keys: ['E'] },
  { name: 'hand', keys: ['V', 'H'] },
] as const;

export type Tool = (typeof TOOLS)[number]['name'];
