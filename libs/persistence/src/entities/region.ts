import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A county, township or village by its statistical code, in force from–to. */
@Entity('region')
export class Region {
  @PrimaryColumn('text') code: string;
  @PrimaryColumn('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo: string | null;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') name: string;
  @Column('text', { name: 'short_name', nullable: true }) shortName: string | null;
  @Column('text') kind: string;
  @Column('text', { name: 'urban_rural_class', nullable: true }) urbanRuralClass: string | null;
  @Column('text', { name: 'successor_code', nullable: true }) successorCode: string | null;
}
