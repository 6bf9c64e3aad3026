/** A table with sealed columns: how its rows are told apart, and what hangs on the key besides. */
export interface SealedTable {
  readonly table: string;
  /** The primary key, with the type of each column. */
  readonly key: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  /** Where the id of the key stands for what was sealed before it named its key itself. */
  readonly keyIdOf?: string;
  /** That column of the table itself, brought up to date with the rest. */
  readonly keyColumn?: string;
  /** Rows at a time: few where they hold whole files. */
  readonly batch: number;
}

/**
 * Everything that is sealed, in the order in which it is sealed anew: rows of an import before the import, whose key id
 * is theirs too. A test fails on a column of bytes that is neither here nor known to be a digest.
 */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'requester',
    key: { id: 'uuid' },
    columns: ['identity'],
    keyIdOf: 't.key_id',
    keyColumn: 'key_id',
    batch: 500,
  },
  {
    table: 'ledger_import_row',
    key: { import_id: 'uuid', line: 'int' },
    columns: ['details'],
    keyIdOf: '(SELECT i.key_id FROM ledger_import i WHERE i.id = t.import_id)',
    batch: 500,
  },
  {
    table: 'ledger_import',
    key: { id: 'uuid' },
    columns: ['file', 'frame'],
    keyIdOf: 't.key_id',
    keyColumn: 'key_id',
    batch: 4,
  },
  {
    table: 'register_import',
    key: { id: 'uuid' },
    columns: ['details'],
    keyIdOf: 't.key_id',
    keyColumn: 'key_id',
    batch: 20,
  },
  {
    table: 'second_factor',
    key: { id: 'uuid' },
    columns: ['secret'],
    keyIdOf: 't.key_id',
    keyColumn: 'key_id',
    batch: 500,
  },
  { table: 'export', key: { id: 'uuid' }, columns: ['file', 'words'], batch: 4 },
  { table: 'kept_answer', key: { id: 'uuid' }, columns: ['answer'], batch: 200 },
  // the content itself stays as it is: it is sealed with the key that stands here
  { table: 'attachment', key: { id: 'uuid' }, columns: ['name', 'content_key'], batch: 500 },
];

/** Columns of bytes that are digests: nothing can be opened in them. */
export const digestColumns: readonly string[] = [
  'requester.phone_index',
  'cases.fingerprint',
  // the audit's chain and signatures: there to be recomputed, not opened
  ...['audit_seal.digest', 'audit_seal.previous', 'audit_seal.hash'],
  ...['audit_checkpoint.hash', 'audit_checkpoint.public_key', 'audit_checkpoint.signature'],
  'session.token_hash',
  'api_token.token_hash',
  'recovery_code.hash',
  // keyed; under another key the counts of failed attempts begin anew
  'sign_in_delay.attempter',
  // opened at the start to see whether the key is the right one; each belongs to its own key for good
  'encryption_key.check_value',
];
