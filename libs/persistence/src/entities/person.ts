import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who works in the programme. Requesters are kept apart, sealed. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') name: string;
}
