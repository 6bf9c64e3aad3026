const grave = new Set(['high', 'critical']);

/**
 * What `npm audit --json` said. `not-asked`: the registry has no such service or was not reached, which is told loudly
 * and fails nothing; whoever releases asks elsewhere then.
 * @returns {{outcome: 'clean' | 'holes' | 'not-asked', told: string[]}}
 */
export function readAudit(stdout, stderr) {
  const answer = asJson(stdout);
  if (!answer || answer.error || !answer.vulnerabilities) {
    const why =
      answer?.error?.summary || answer?.message || /npm (?:warn|error) audit (.+)/.exec(stderr)?.[1] || 'no answer';
    return { outcome: 'not-asked', told: [`NOT AUDITED: the registry did not say what holes are known (${why}).`] };
  }
  const holes = Object.values(answer.vulnerabilities).filter(({ severity }) => grave.has(severity));
  const lesser = Object.keys(answer.vulnerabilities).length - holes.length;
  return {
    outcome: holes.length > 0 ? 'holes' : 'clean',
    told: [
      ...holes.map(({ name, severity, range }) => `${severity}: ${name} ${range}`),
      `${holes.length} grave holes known in what ships, ${lesser} lesser ones.`,
    ],
  };
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
