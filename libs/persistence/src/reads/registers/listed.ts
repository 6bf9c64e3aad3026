import { type DutyEntry, type LinkEntry, type OrganisationEntry, type PostingEntry } from '#domain';

export interface Named {
  readonly id: string;
  readonly name: string;
}

interface Recorded {
  readonly id: string;
  readonly version: number;
}

/** An organisation as it is listed, with who heads it and who handles for it now: a dispatch names them. */
export interface ListedOrganisation extends Recorded, OrganisationEntry {
  readonly parent: Named | null;
  readonly people: readonly (Named & { readonly role: string })[];
}

/** A person with what is held now. */
export interface ListedPerson extends Recorded, Named {
  readonly postings: readonly (Pick<PostingEntry, 'role' | 'rank' | 'regionCode'> & {
    readonly id: string;
    readonly organisation: Named;
  })[];
}

export interface ListedPosting extends Recorded, PostingEntry {
  readonly person: Named;
  readonly organisation: Named;
}

export interface ListedLink extends Recorded, LinkEntry {
  readonly person: Named;
  readonly villageName: string | null;
}

export interface ListedDuty extends Recorded, DutyEntry {
  readonly person: Named;
  readonly organisation: Named | null;
  readonly regionName: string | null;
}
