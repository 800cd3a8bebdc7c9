import type { Options, OptionValue, Plan, PlanStep, ToolOption, ToolView } from 'chatbrush-client';

/** What was set for each tool, by the tool's name. */
export type ToolSettings = Readonly<Record<string, Options>>;

/** What a tool lets people set, each once; of several models with one option, the best one's. */
export function optionsOf(tool: ToolView | undefined): readonly ToolOption[] {
  const named = new Map<string, ToolOption>();
  for (const option of (tool?.models ?? []).flatMap((model) => model.options)) {
    if (!named.has(option.name)) {
      named.set(option.name, option);
    }
  }
  return [...named.values()];
}

/**
 * What is set for the tools of a plan, as far as they still take it. A message has one value a name:
 * where two of its tools take one name, and are not set alike, each keeps its own default.
 */
export function settingsFor(
  steps: readonly PlanStep[],
  tools: readonly ToolView[],
  settings: ToolSettings,
): Options {
  const found = new Map<string, OptionValue | undefined>();
  for (const tool of new Set(steps.map((step) => step.tool))) {
    for (const option of optionsOf(tools.find((one) => one.tool === tool))) {
      const set = settings[tool]?.[option.name];
      const value = set !== undefined && allows(option, set) ? set : undefined;
      const alike = !found.has(option.name) || found.get(option.name) === value;
      found.set(option.name, alike ? value : undefined);
    }
  }
  return Object.fromEntries(
    [...found].filter((entry): entry is [string, OptionValue] => entry[1] !== undefined),
  );
}

/** With one value changed; what stands at its default is not kept. */
export function withSetting(
  settings: ToolSettings,
  tool: string,
  option: ToolOption,
  value: OptionValue | undefined,
): ToolSettings {
  const others = Object.entries(settings[tool] ?? {}).filter(([name]) => name !== option.name);
  const isDefault = value === undefined || String(value) === option.default;
  const own = isDefault ? [] : [[option.name, value] as const];
  return { ...settings, [tool]: Object.fromEntries([...others, ...own]) };
}

export function isSet(settings: ToolSettings): boolean {
  return Object.values(settings).some((options) => Object.keys(options).length > 0);
}

/** The plan with the tool that a person has chosen in place of what the words alone would mean. */
export function planWith(tool: ToolView, plan: Plan, text: string, selected: boolean): Plan {
  if (plan.steps.some((step) => step.tool === tool.tool)) {
    return plan;
  }
  const [planned] = plan.steps;
  const isWhole = planned === undefined || planned.target === 'whole';
  const place = tool.mask === 'required' || selected ? 'selection' : 'whole';
  const target = tool.mask === 'none' ? 'whole' : isWhole ? place : planned.target;
  const step: PlanStep = {
    tool: tool.tool,
    prompt: tool.prompt === 'none' ? '' : (planned?.prompt ?? text),
    promptOriginal: text,
    usesMask: target !== 'whole',
    target,
    strength: planned?.strength ?? 'normal',
    variations: planned?.variations ?? 1,
    named: target === 'named' ? (planned?.named ?? null) : null,
  };
  return { ...plan, steps: [step], reply: null, question: null, waitsForSelection: null };
}

function allows(option: ToolOption, value: OptionValue): boolean {
  if (option.type === 'int' || option.type === 'float') {
    return Number(value) >= (option.min ?? -Infinity) && Number(value) <= (option.max ?? Infinity);
  }
  const { choices = [] } = option;
  return choices.length === 0 || choices.includes(String(value));
}
