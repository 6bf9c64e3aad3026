import { type Posting, type Role } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('posting')
export class PostingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') role: Role;
  @Column('text', { nullable: true }) rank: Posting['rank'];
  @Column('text', { name: 'region_code' }) regionCode: string;
  @Column('timestamptz', { name: 'from_at' }) fromAt: Date;
  @Column('timestamptz', { name: 'to_at', default: 'infinity' }) toAt: Date | 'infinity';
}
