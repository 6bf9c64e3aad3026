/** Prints what each stage came to and, last, the plain line that sums them up; the exit code. */
export function report(results, remarks) {
  console.log('');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const left = skipped ? `, ${skipped} skipped` : '';
    console.log(
      `${name.padEnd(14)}${`${seconds.toFixed(1)} s`.padStart(9)}   ${passed} passed, ${failed} failed${left}`,
    );
  }
  for (const remark of remarks) console.log(remark);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && results.length > 0 ? 0 : 1;
}
