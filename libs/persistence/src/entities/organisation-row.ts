import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('organisation')
export class OrganisationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') name: string;
  @Column('text', { array: true }) aliases: string[];
  @Column('text') kind: string;
  @Column('text', { name: 'region_code' }) regionCode: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
}
