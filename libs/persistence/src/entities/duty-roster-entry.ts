import { type Duty } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('duty_roster')
export class DutyRosterEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'region_code' }) regionCode: string;
  @Column('text') role: Duty['role'];
  @Column('timestamptz', { name: 'from_at' }) fromAt: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt: Date;
}
