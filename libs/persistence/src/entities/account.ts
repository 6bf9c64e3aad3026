import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A way to sign in for one person. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') name: string;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column('text', { name: 'one_time_code_hash', nullable: true }) oneTimeCodeHash: string | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt: Date | null;
}
