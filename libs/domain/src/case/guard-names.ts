/** The guards that an action may name; `guards.ts` says what each looks at, and the compiler asks for every one. */
export const guardNames = [
  'before-arbitration',
  'lead-exists',
  'nobody-handles-who-is-accused',
  'summary-written',
  'summary-given',
  'lifted-by-the-county-office',
  'co-handlers-exist',
  'inside-return-window',
  'not-designated',
  'head-of-lead-unit-named',
  'head-stays-within-the-unit',
  'answer-is-owed',
  'co-handler-has-not-answered',
  'co-handlers-settled',
  'tier-a-names-its-head',
  'outside-the-lead-unit',
  'tries-left',
  'callback-settled',
  'demand-stands',
  'outcome-can-be-verified',
  'not-yet-confirmed',
  'confirmed-or-unanswered',
  'order-awaits-decision',
  'once-each-half-day',
] as const;

export type GuardName = (typeof guardNames)[number];
