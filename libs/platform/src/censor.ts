/**
 * Fields that hold a person's data, free text or a secret: they never reach a log, whoever passes them by mistake.
 * The data inventory says where each of them lives.
 */
const personal = new Set([
  ...['phone', 'mobile', 'idnumber', 'address', 'email', 'requester', 'requestername', 'personname', 'fullname'],
  ...[
    'title',
    'text',
    'words',
    'summary',
    'result',
    'grounds',
    'body',
    'explanation',
    'requirement',
    'ruling',
    'basis',
  ],
  // what is searched for and what was sealed are about people too
  ...['q', 'query', 'identity', 'recipient', 'purpose', 'filename'],
  ...['password', 'passwordhash', 'token', 'secret', 'cookie', 'setcookie', 'authorization', 'onetimecode'],
]);

const deepest = 8;

/** A copy of a logged value in which personal fields, at any depth, read `[redacted]`. */
export function censor(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return safeError(value);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (depth === deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => censor(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, isPersonal(name) ? '[redacted]' : censor(item, depth + 1)]),
  );
}

/** What of an error may be logged; a database driver's `detail`, `where` and `parameters` quote row values. */
const errorFields = ['code', 'constraint', 'table', 'column', 'severity', 'status'];

/** An error as it is logged: its kind, message, stack, codes and cause, never the values of a row. */
export function safeError(error: Error, depth = 0): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const all = error as unknown as Record<string, unknown>;
  const kept = errorFields.filter((field) => all[field] !== undefined).map((field) => [field, all[field]]);
  const deeper = cause instanceof Error && depth < deepest ? { cause: safeError(cause, depth + 1) } : {};
  return { name, message, stack, ...Object.fromEntries(kept), ...deeper };
}

const isPersonal = (field: string): boolean => personal.has(field.replace(/[-_]/g, '').toLowerCase());
