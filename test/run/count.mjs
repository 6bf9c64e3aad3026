/**
 * What a Jest run counts for. A file that could not be run is one failure; so is a run that ended badly with no failure
 * written down, that wrote nothing, or that ran no test at all: a stage without tests proves nothing.
 * @param {any} report Jest's own (`--json`), undefined when it wrote none
 * @param {number} exitCode
 * @param {boolean} noSkips whether a test left out counts as failed
 */
export function countOfJest(report, exitCode, noSkips = false) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + (noSkips ? skipped : 0);
  const isSilentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed, skipped };
}
