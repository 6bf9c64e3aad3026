import { type RequesterIdentity } from '#engine';
import { type Problem } from '../files.js';
import { type CourseStep } from './course.js';
import { type Temporal } from 'temporal-polyfill';

/** One case of the history, drawn before any of it happens. */
export interface Story {
  readonly number: number;
  readonly course: string;
  readonly problem: Problem;
  readonly villageCode: string;
  readonly urgency: string;
  readonly tier: string;
  /** Keys of two units that the case does not belong to: for dispatching wrongly, and for help. */
  readonly others: readonly [string, string];
  readonly requester: RequesterIdentity | null;
}

/** A step of a story at its instant. */
export interface PlannedStep {
  readonly at: Temporal.Instant;
  readonly story: Story;
  readonly step: CourseStep;
}
