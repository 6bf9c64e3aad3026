import { moveTerms, type OrganisationEntry, type RegisterEntries, type TermMoves, type TermPiece } from '#domain';
import { codesOfEntry } from '../people/codes-of-entry.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type Numbering } from '../ports/numbering.js';
import { type RegisterRecord, type RegisterStore } from '../ports/register-store.js';
import { type Tx } from '../ports/transactions.js';
import {
  type MovedRegisters,
  type PlacedRegister,
  type RegisterMoves,
  type TermsOfPlaces,
  type WaitingEdition,
} from './ports.js';

/** Which field of an entry is its place. */
const placeField = { link: 'villageCode', posting: 'regionCode', duty: 'regionCode' } as const;

/**
 * Carries links, postings, duties and the seats of organisations from divisions that are gone to their successors, as
 * `moveTerms` says and through the store that every change of a register goes through; each is recorded.
 */
export class MoveRegisters implements RegisterMoves {
  constructor(
    private readonly registers: RegisterStore,
    private readonly terms: TermsOfPlaces,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, edition: WaitingEdition): Promise<MovedRegisters> {
    await this.registers.lock(tx, edition.countyCode);
    const links = await this.move(tx, 'link', edition);
    const postings = await this.move(tx, 'posting', edition);
    const duties = await this.move(tx, 'duty', edition);
    return {
      ...{ links: counted(links), postings: counted(postings), duties: counted(duties) },
      organisations: await this.moveOrganisations(tx, edition),
      principalOpen: links.principalOpen,
    };
  }

  private async move<Name extends PlacedRegister>(tx: Tx, register: Name, edition: WaitingEdition): Promise<TermMoves> {
    const { countyCode, moves } = edition;
    const places = [...new Set([...moves.keys(), ...moves.values()])];
    const now = tx.now.epochMilliseconds;
    const planned = moveTerms(await this.terms.lasting(tx, register, countyCode, places), moves, now);
    const held = new Map<string, RegisterRecord<Name>>();
    for (const id of new Set([...planned.ended, ...[...planned.begun, ...planned.relocated].map(({ of }) => of)])) {
      const record = await this.registers.find(tx, register, countyCode, id);
      if (!record) throw new Error(`a ${register} vanished while it was moved`);
      held.set(id, record);
    }
    for (const id of planned.ended) await this.replace(tx, register, edition, held.get(id)!, { to: now });
    for (const piece of planned.relocated)
      await this.replace(tx, register, edition, held.get(piece.of)!, fieldsOf(register, piece));
    const begun = planned.begun.map((piece): RegisterRecord<Name> => {
      const entry = { ...held.get(piece.of)!.entry, ...fieldsOf(register, piece) } as RegisterEntries[Name];
      return { id: this.numbering.newId(), version: 1, entry };
    });
    await this.registers.add(tx, register, countyCode, begun);
    for (const { id, entry } of begun)
      await this.tell(tx, register, edition, id, { change: 'entered', ...codesOfEntry(register, entry) });
    return planned;
  }

  private async moveOrganisations(tx: Tx, edition: WaitingEdition): Promise<number> {
    const { countyCode, moves } = edition;
    const ids = await this.terms.organisationsAt(tx, countyCode, [...moves.keys()]);
    for (const id of ids) {
      const held = await this.registers.find(tx, 'organisation', countyCode, id);
      if (!held) throw new Error('an organisation vanished while it was moved');
      const { regionCode, serves }: OrganisationEntry = held.entry;
      const moved = (code: string) => moves.get(code) ?? code;
      const changes = { regionCode: moved(regionCode), serves: [...new Set(serves.map(moved))] };
      await this.replace(tx, 'organisation', edition, held, changes);
    }
    return ids.length;
  }

  private async replace<Name extends PlacedRegister | 'organisation'>(
    tx: Tx,
    register: Name,
    edition: WaitingEdition,
    held: RegisterRecord<Name>,
    changes: object,
  ): Promise<void> {
    const entry = { ...held.entry, ...changes } as RegisterEntries[Name];
    await this.registers.replace(tx, register, edition.countyCode, { id: held.id, version: held.version + 1, entry });
    await this.tell(tx, register, edition, held.id, { change: 'moved', ...codesOfEntry(register, entry) });
  }

  private async tell(
    tx: Tx,
    register: PlacedRegister | 'organisation',
    { id: edition, countyCode, personId }: WaitingEdition,
    id: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'people-changed', personId, subject: { kind: register, id } },
      data: { ...data, edition },
    });
  }
}

function fieldsOf(register: PlacedRegister, { place, principal, from, to }: TermPiece): object {
  return { [placeField[register]]: place, from, to, ...(register === 'link' && { principal }) };
}

function counted({ ended, relocated }: TermMoves): number {
  return ended.length + relocated.length;
}
