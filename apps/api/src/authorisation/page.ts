import { type Role } from '#domain';
import { outcomeOf, places, roles } from './reach.js';
import { type Route } from './routes.js';

/** The authorisation matrix as a page for people: every route, every role, and how far each reaches. */
export function authorisationPage(routes: readonly Route[]): string {
  return `${intro}
${table(['路由 route', ...['陌生人 stranger', ...roles].map((name) => `\`${name}\``)], routes.map(rowOf))}
`;
}

const intro = `# 谁能做什么 · Who may do what

由 \`npm run docs\` 从代码生成,请勿手改;\`test/integration/authorisation.spec.ts\` 用真实请求逐格核对。
Generated from the code by \`npm run docs\`, not written by hand; \`test/integration/authorisation.spec.ts\` asks for every
cell over HTTP.

| 记号 mark | 意思 meaning                                                                                       |
| --------- | -------------------------------------------------------------------------------------------------- |
| —         | 不能用 (403;陌生人 401) closed (403; strangers 401)                                                  |
| ✓         | 能用 open                                                                                          |
| 本        | 只到自己的:本村、挂的村、派给本单位的、自己提的 one's own only: village, link, assignment, request |
| 镇        | 到本乡镇 the own township                                                                          |
| 判        | 本县的,按这个人在其中的位置再判 of the county, and judged by this person's part in it           |
| 县        | 到全县;别的县一律没有 (404) the whole county; of another county there is nothing (404)             |

保密和回避再往里收。Confidential cases and recusal narrow this further.
`;

function rowOf(route: Route): string[] {
  const { method, path } = route;
  return [`\`${method} /api${path}\``, ...[null, ...roles].map((role) => mark(route, role))];
}

/** How far a role reaches by this route; the places lie one inside the other. */
function mark(route: Route, role: Role | null): string {
  const reached = places.filter((place) => ['open', 'judged'].includes(outcomeOf(route, role, place)));
  if (reached.length === 0) return '—';
  if (outcomeOf(route, role, 'own') === 'judged') return '判';
  return reached.length === places.length ? '✓' : marks[reached.length - 1]!;
}

const marks = ['本', '镇', '县'];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
