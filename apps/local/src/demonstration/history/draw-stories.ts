import { type Chance } from '../chance.js';
import { type DemonstrationFiles, type PeopleFile, type Problem } from '../files.js';
import { type Cast } from '../people/cast.js';
import { type ScheduleLine } from './course.js';
import { type Story } from './story.js';

/** Where a case may happen. */
export interface Villages {
  readonly linked: readonly string[];
  readonly unlinked: readonly string[];
  readonly tour: readonly string[];
}

/** The villages of the county by the leader they have; the tour goes to the first of the named ones. */
export function villagesFor({ unlinked, villages }: PeopleFile, cast: Cast): Villages {
  const linked = cast.people.filter(({ role }) => role === 'leader').flatMap(({ links }) => links);
  return { linked: linked.map(({ villageCode }) => villageCode), unlinked, tour: villages.named.slice(0, 1) };
}

/** Draws what the cases are about: problem, village, tier, requester. The files and the chance decide alone. */
export class StoryDrawer {
  private readonly told = new Map<Problem, Set<string>>();
  private count = 0;

  constructor(
    private readonly files: DemonstrationFiles,
    private readonly villages: Villages,
    private readonly chance: Chance,
  ) {}

  draw(line: ScheduleLine): Story {
    const urgency = line.urgency ?? 'normal';
    const problem = this.problemFor(line, urgency);
    const villageCode = this.villageFor(problem, line);
    this.told.set(problem, (this.told.get(problem) ?? new Set()).add(villageCode));
    const strangers = this.files.organisations.departments.map(({ key }) => key).filter((key) => key !== problem.lead);
    const one = this.chance.pick(strangers);
    return {
      number: ++this.count,
      course: line.course,
      problem,
      villageCode,
      urgency,
      tier: this.chance.happens(0.35) ? 'A' : 'B',
      others: [one, this.chance.pick(strangers.filter((key) => key !== one))],
      requester: this.chance.happens(0.85) ? this.requester() : null,
    };
  }

  /** Of those that fit, one that was told least often; one that is told everywhere already only if there is no other. */
  private problemFor(line: ScheduleLine, urgency: string): Problem {
    const { kind, lead } = line;
    const fitting = this.files.problems.filter(
      (problem) =>
        (problem.urgency ?? ['normal']).includes(urgency) &&
        (problem.kind === 'question') === (kind === 'question') &&
        (lead === undefined || problem.lead === lead),
    );
    const times = (problem: Problem) =>
      this.isToldEverywhere(problem, line) ? Infinity : (this.told.get(problem)?.size ?? 0);
    const least = Math.min(...fitting.map(times));
    return this.chance.pick(fitting.filter((problem) => times(problem) === least));
  }

  private villageFor(problem: Problem, line: ScheduleLine): string {
    const villages = this.villages[line.villages ?? 'linked'];
    const fresh = villages.filter((code) => !this.told.get(problem)?.has(code));
    return this.chance.pick(fresh.length > 0 ? fresh : villages);
  }

  private isToldEverywhere(problem: Problem, { villages }: ScheduleLine): boolean {
    return this.villages[villages ?? 'linked'].every((code) => this.told.get(problem)?.has(code));
  }

  private requester() {
    const { people, phrases } = this.files;
    const name = this.chance.pick(people.surnames) + this.chance.pick(phrases.requester.given);
    return { name, phone: `100${String(this.chance.between(0, 99_999_999)).padStart(8, '0')}` };
  }
}
