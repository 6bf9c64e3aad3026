import { refuse } from './say.mjs';

/** The oldest Node.js that everything here runs on (package.json, `engines`). */
const oldest = [20, 19];

/** Ends the process with a sentence where Node.js is too old: the failures it would cause later explain nothing. */
export function assertNodeVersion(version = process.versions.node) {
  if (isAtLeast(version)) return;
  const wanted = oldest.join('.');
  refuse(
    `需要 Node.js ${wanted} 或更高版本,当前是 ${version}。请从 https://nodejs.org 安装。`,
    `Node.js ${wanted} or later is needed; this is ${version}. Install it from https://nodejs.org.`,
  );
}

function isAtLeast(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
