/** Texts of the plan that is shown before it runs. */
export const planningEn = {
  'plan.first': 'Show the plan before it runs',
  'plan.title': 'This is the plan',
  'plan.tool': 'Tool',
  'plan.where': 'Where',
  'plan.prompt': 'Instruction (English)',
  'plan.run': 'Run it',
  'plan.drop': 'Do not run it',
  'plan.step': 'Step {number}',
  'plan.options': 'Options of this tool',
};

export const planningKo: Readonly<Record<keyof typeof planningEn, string>> = {
  'plan.first': '실행하기 전에 계획 보기',
  'plan.title': '이렇게 할 계획입니다',
  'plan.tool': '도구',
  'plan.where': '적용할 곳',
  'plan.prompt': '지시문 (영어)',
  'plan.run': '실행',
  'plan.drop': '실행하지 않기',
  'plan.step': '{number}단계',
  'plan.options': '이 도구의 옵션',
};
