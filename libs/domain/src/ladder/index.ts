export { decideStep, type StepDecision } from './fire.js';
export { stepsOf, type TimerPlan } from './plan.js';
export { colours, Policy, type Colour, type Ladder, type Repetition, type Step } from './policy.js';
export { readPolicy, type ReadPolicy } from './read-policy.js';
