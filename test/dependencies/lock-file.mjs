/**
 * What is wrong with a lock file (version 3), in words: an entry without a hash of what is installed, an address of its
 * own, an exact version that package.json does not ask for.
 * @param {{lockfileVersion: number, packages: Record<string, Record<string, any>>}} lock
 * @param {Record<string, any>} manifest
 */
export function lockFileProblems(lock, manifest) {
  const problems = [];
  if (lock.lockfileVersion !== 3) problems.push(`lockfileVersion ${lock.lockfileVersion}`);
  for (const kind of ['dependencies', 'devDependencies']) {
    const [asked, locked] = [manifest[kind] ?? {}, lock.packages['']?.[kind] ?? {}];
    for (const [name, version] of Object.entries(asked)) {
      if (locked[name] !== version)
        problems.push(`${name}: package.json asks for ${version}, the lock file for ${locked[name]}`);
      if (!/^\d/.test(version)) problems.push(`${name}: ${version} is no exact version`);
      const installed = lock.packages[`node_modules/${name}`]?.version;
      if (installed !== version) problems.push(`${name}: the lock file installs ${installed}`);
    }
  }
  for (const [path, entry] of packagesOf(lock)) {
    if (!entry.integrity && !isForOtherMachines(entry)) problems.push(`${path}: no hash of what is installed`);
    if (entry.integrity && !entry.integrity.startsWith('sha512-')) problems.push(`${path}: a weak hash`);
    if (entry.resolved) problems.push(`${path}: from an address of its own`);
  }
  return problems;
}

/** Installed packages by path; the checkout itself and links into it are none. */
export function packagesOf(lock) {
  return Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && !link);
}

/** Binaries for other machines: npm writes their hash when it first installs them there. */
function isForOtherMachines({ optional, os, cpu }) {
  return optional === true && (os !== undefined || cpu !== undefined);
}
