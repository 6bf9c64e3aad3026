import { type Link } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('link')
export class LinkRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'village_code' }) villageCode: string;
  @Column('text') role: Link['role'];
  @Column('boolean') principal: boolean;
  @Column('timestamptz', { name: 'from_at' }) fromAt: Date;
  @Column('timestamptz', { name: 'to_at', default: 'infinity' }) toAt: Date | 'infinity';
}
