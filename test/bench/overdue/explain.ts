import { type Scope, type Tx } from '#engine';
import { type CasePageRequest, CaseLists } from '#persistence';
import { type Client } from 'pg';
import { type Temporal } from 'temporal-polyfill';

export interface Plan {
  readonly statement: string;
  readonly plan: unknown;
  /** Every index that the plan reads, and every table that it reads from end to end. */
  readonly indexes: readonly string[];
  readonly scanned: readonly string[];
  readonly milliseconds: number;
}

/** The plans, with what they really did, of the statements that the product sends for one page of a list. */
export function explainPage(
  client: Client,
  scope: Scope,
  now: Temporal.Instant,
  page: CasePageRequest,
): Promise<Plan[]> {
  return explainRead(client, now, (tx) => new CaseLists().page(tx, scope, page));
}

/** The plans of the statements that a read of the product sends. */
export async function explainRead(
  client: Client,
  now: Temporal.Instant,
  read: (tx: Tx) => Promise<unknown>,
): Promise<Plan[]> {
  const plans: Plan[] = [];
  // stands where the connection of a transaction would: each statement is explained first, then answered
  const manager = {
    query: async (statement: string, parameters: unknown[]) => {
      plans.push(await explain(client, statement, parameters));
      return (await client.query(statement, parameters)).rows;
    },
  };
  await read({ manager, now } as unknown as Tx);
  return plans;
}

export async function explain(client: Client, statement: string, parameters: unknown[]): Promise<Plan> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node; 'Execution Time': number }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`,
    parameters,
  );
  const [{ Plan: plan, 'Execution Time': milliseconds }] = rows[0]!['QUERY PLAN'];
  const nodes = nodesOf(plan);
  return {
    statement,
    plan,
    milliseconds,
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    scanned: [...new Set(nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name']!] : [])))],
  };
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
