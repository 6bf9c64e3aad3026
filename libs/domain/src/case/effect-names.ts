/** The effects that an action may name; `effects.ts` says what each does, and the compiler asks for every one. */
export const effectNames = [
  'register',
  'classify',
  'stand-on-leaders-list',
  'remember-decliner',
  'name-co-handlers',
  'assign-lead',
  'uphold-return',
  'forbid-return',
  'count-return',
  'record-answer',
  'overrule-co-handler',
  'note-contact',
  'stop-contact',
  'record-report',
  'record-callback',
  'complete',
  'complete-by-ledger',
  'confirm',
  'clear',
  'new-round',
  'issue-order',
  'drop-order',
  'remember-urge',
] as const;

export type EffectName = (typeof effectNames)[number];
