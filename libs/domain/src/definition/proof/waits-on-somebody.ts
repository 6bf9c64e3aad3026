import { type CaseType } from '../../case/case-type.js';
import { choose } from '../../case/choice.js';
import { followWhoIsWaitedOn, neverAsked, offices, type Party } from '../../party/party.js';
import { type ViolationCode, type Found } from '../violation.js';
import { type Courses, wayTo } from './courses.js';
import { faultsBySituation, named } from './situations.js';

/**
 * Property 1: every state that is no end waits on somebody in every situation, and whoever is missing, the chain goes up
 * to the county supervisor, or where it waits on the supervisor to the leader above. So do clocks that wait on others.
 */
export function waitsOnSomebody(type: CaseType, { standings }: Courses): Found[] {
  const places = [
    ...[...type.states.values()]
      .filter(({ end }) => end === null)
      .map(({ name, waitsOn }) => ({ path: `states.${name}.waits-on`, waitsOn, state: name })),
    ...[...type.clocks.values()].flatMap(({ name, waitsOn }) =>
      waitsOn ? [{ path: `clocks.${name}.waits-on`, waitsOn, state: null }] : [],
    ),
  ];
  return places.flatMap(({ path, waitsOn, state }) => {
    const standing = standings.find((one) => one.state === state);
    const way = standing && { way: wayTo(standing) };
    const faults = faultsBySituation(type, named(waitsOn), (conditions) => faultsOf(choose(waitsOn, conditions)));
    return faults.map(({ code, when, value }) => ({ code, in: 'case-type', path, when, value, ...way }));
  });
}

interface Fault {
  readonly code: ViolationCode;
  readonly value?: string;
}

function faultsOf(chain: readonly Party[] | undefined): readonly Fault[] {
  if (!chain) return [{ code: 'choice-uncovered' }];
  const [holder] = chain;
  if (holder === undefined) return [{ code: 'waits-on-nobody' }];
  const nobody = chain.find((party) => neverAsked.has(party) || followWhoIsWaitedOn.has(party));
  if (nobody) return [{ code: 'never-filled', value: nobody }];
  const end = chain.at(-1);
  if (holder === 'county-supervisor' && end !== 'leader-above')
    return [{ code: 'nobody-above-the-supervisor', value: end }];
  if (end !== 'county-supervisor' && end !== 'leader-above') return [{ code: 'chain-ends-too-low', value: end }];
  const ranks = chain.map((party) => (offices as readonly Party[]).indexOf(party)).filter((rank) => rank >= 0);
  const falls = ranks.findIndex((rank, i) => i > 0 && rank <= ranks[i - 1]!);
  return falls < 0 ? [] : [{ code: 'chain-goes-down', value: offices[ranks[falls]!] }];
}
