import { type Registrar } from '#domain';

/** Who writes into the registers, as the audit log names them. */
export interface AccountableRegistrar extends Registrar {
  readonly accountId: string | null;
}
