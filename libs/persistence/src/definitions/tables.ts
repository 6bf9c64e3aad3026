import { type DefinitionKind } from '#engine';

/** The tables of a kind of definition: its versions, and when each comes into force. */
export interface DefinitionTables {
  readonly versions: string;
  readonly activations: string;
}

export const tables: Readonly<Record<DefinitionKind, DefinitionTables>> = {
  calendar: { versions: 'calendar_version', activations: 'calendar_activation' },
  'case-type': { versions: 'case_type_version', activations: 'case_type_activation' },
  policy: { versions: 'policy_version', activations: 'policy_activation' },
};

/** What has begun and was not withdrawn, the last first: of two that begin together the one entered last holds. */
export const lastBegun = 'ORDER BY a.from_at DESC, a.id DESC';
