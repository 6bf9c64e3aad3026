/**
 * Whether an error says that the database does not answer now, so that asking again later may help: no connection, too
 * many of them, a server that starts or stops, a statement that took too long. A bug or a refused row is none of these.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (passing.test(code) || network.has(code))) return true;
  if (fromDriver.some((message) => error.message.startsWith(message))) return true;
  const { driverError, cause } = error as { driverError?: unknown; cause?: unknown };
  return [driverError, cause].some((one) => one !== error && isDatabaseUnavailable(one));
}

/**
 * SQLSTATE: 08 connection exceptions, 53 insufficient resources, 57P01–57P03 the server stops or starts, 57014 a
 * statement was cancelled for taking too long.
 */
const passing = /^(08|53)...$|^57P0[123]$|^57014$/;

const network: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/** What `pg` and its pool say without any code. */
const fromDriver = [
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
];
