import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('county')
export class County {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('boolean') demonstration: boolean;
}
