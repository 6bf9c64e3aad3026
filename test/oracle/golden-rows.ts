/**
 * The golden rows: deadlines of the default county calendar in Shanghai local time, which every layer (rules, API,
 * command line, console) must reproduce to the minute. `due` may end in 24:00.
 */
export interface GoldenRow {
  readonly from: string;
  readonly span: string;
  readonly due: string;
  readonly provisional?: true;
  readonly roll?: 'none';
  readonly pause?: readonly [from: string, to: string];
  readonly why?: string;
}

export const goldenRows: readonly GoldenRow[] = [
  { from: '2026-09-30 10:00', span: '5wd', due: '2026-10-13 17:30', why: 'National Day, and a Saturday that works' },
  { from: '2026-09-24 10:00', span: '1wd', due: '2026-09-28 17:30', why: 'Mid-Autumn' },
  { from: '2026-02-13 10:00', span: '3wd', due: '2026-02-25 17:30', why: 'Spring Festival between two make-up days' },
  { from: '2026-04-30 10:00', span: '5wd', due: '2026-05-11 17:30', why: 'Labour Day' },
  { from: '2026-02-27 10:00', span: '1wd', due: '2026-02-28 17:30', why: 'a Saturday that works' },
  { from: '2026-05-08 16:00', span: '1wd', due: '2026-05-09 17:30', why: 'a Saturday that works' },
  { from: '2026-01-03 10:00', span: '1wd', due: '2026-01-04 17:30', why: 'a Sunday that works' },
  { from: '2025-12-31 10:00', span: '2wd', due: '2026-01-05 17:30', why: 'New Year' },
  { from: '2022-12-30 10:00', span: '2wd', due: '2023-01-04 17:30', why: 'New Year' },
  { from: '2020-01-22 10:00', span: '3wd', due: '2020-02-04 17:30', why: 'the extended holiday' },
  { from: '2026-11-21 10:00', span: '1wd', due: '2026-11-23 17:30', why: 'begins on a Saturday' },
  { from: '2026-11-20 17:29', span: '1wd', due: '2026-11-23 17:30', why: 'a minute before closing' },
  { from: '2026-11-20 17:31', span: '1wd', due: '2026-11-23 17:30', why: 'a minute after closing' },
  { from: '2026-11-23 09:00', span: '10wd', due: '2026-12-07 17:30' },
  { from: '2026-12-31 10:00', span: '1wd', due: '2027-01-04 17:30', provisional: true },
  { from: '2026-11-23 09:00', span: '30wd', due: '2027-01-05 17:30', provisional: true },
  { from: '2026-10-13 09:00', span: '-5wd', due: '2026-09-30 08:30' },
  { from: '2026-11-23 09:00', span: '-1wd', due: '2026-11-20 08:30' },
  { from: '2026-02-25 12:00', span: '-3wd', due: '2026-02-13 08:30' },
  { from: '2026-09-18 10:00', span: '2nd', due: '2026-09-20 24:00', why: 'a make-up Sunday: no roll' },
  { from: '2026-09-29 10:00', span: '5nd', due: '2026-10-08 24:00', why: 'rolls over National Day' },
  { from: '2026-09-29 10:00', span: '5nd', due: '2026-10-04 24:00', roll: 'none' },
  { from: '2026-11-02 10:00', span: '15nd', due: '2026-11-17 24:00' },
  { from: '2026-11-02 10:00', span: '60nd', due: '2027-01-04 24:00', provisional: true },
  { from: '2026-11-20 17:00', span: '1wh', due: '2026-11-23 09:00' },
  { from: '2026-11-20 11:30', span: '1wh', due: '2026-11-20 15:00', why: 'over lunch' },
  { from: '2026-11-23 08:30', span: '6.5wh', due: '2026-11-23 17:30', why: 'fills the day: closing' },
  { from: '2026-11-21 10:00', span: '2wh', due: '2026-11-23 10:30' },
  { from: '2026-09-30 16:30', span: '3wh', due: '2026-10-08 10:30' },
  { from: '2026-02-27 17:00', span: '1wh', due: '2026-02-28 09:00' },
  { from: '2026-11-23 09:00', span: '-1wh', due: '2026-11-20 17:00' },
  { from: '2026-11-23 14:45', span: '-0.5wh', due: '2026-11-23 11:45' },
  { from: '2026-10-08 08:30', span: '-2wh', due: '2026-09-30 15:30' },
  { from: '2026-11-20 16:00', span: '72h', due: '2026-11-23 16:00' },
  {
    from: '2026-11-02 10:00',
    span: '3wd',
    pause: ['2026-11-03 10:00', '2026-11-04 15:00'],
    due: '2026-11-06 17:30',
  },
  {
    from: '2026-11-02 10:00',
    span: '3wd',
    pause: ['2026-11-03 17:30', '2026-11-04 08:30'],
    due: '2026-11-05 17:30',
    why: '[I-11] overnight: unmoved',
  },
  {
    from: '2026-11-05 10:00',
    span: '3wd',
    pause: ['2026-11-06 18:00', '2026-11-09 08:00'],
    due: '2026-11-10 17:30',
    why: '[I-03] a weekend: unmoved',
  },
  {
    from: '2026-11-02 10:00',
    span: '3wd',
    pause: ['2026-11-02 11:00', '2026-11-02 16:00'],
    due: '2026-11-05 17:30',
    why: 'inside the uncounted day',
  },
  {
    from: '2026-11-02 10:00',
    span: '10wd',
    pause: ['2026-11-04 09:00', '2026-12-01 10:00'],
    due: '2026-12-11 17:30',
  },
  {
    from: '2026-11-02 10:00',
    span: '4wh',
    pause: ['2026-11-02 11:00', '2026-11-02 15:30'],
    due: '2026-11-03 09:30',
  },
  {
    from: '2026-11-02 10:00',
    span: '4wh',
    pause: ['2026-11-02 17:30', '2026-11-03 08:30'],
    due: '2026-11-02 16:30',
    why: 'done before',
  },
  {
    from: '2026-11-02 10:00',
    span: '24h',
    pause: ['2026-11-02 20:00', '2026-11-03 02:00'],
    due: '2026-11-03 16:00',
  },
  {
    from: '2026-11-02 10:00',
    span: '15nd',
    pause: ['2026-11-05 09:00', '2026-11-10 09:00'],
    due: '2026-11-23 24:00',
  },
  // Beside the binding page: where it is silent and a decision was made.
  { from: '2026-11-02 10:00', span: '40wh', due: '2026-11-10 11:00', why: '[I-04] hours are not days' },
  { from: '2026-11-02 10:00', span: '5wd', due: '2026-11-09 17:30', why: '[I-04] days are not hours' },
  {
    from: '2026-11-02 10:00',
    span: '1nd',
    pause: ['2026-11-04 00:00', '2026-11-06 10:00'],
    due: '2026-11-03 24:00',
    why: 'a pause that begins at 24:00 comes after the day',
  },
  {
    from: '2026-11-02 10:00',
    span: '2wd',
    pause: ['2026-11-03 10:00', '2026-11-03 17:30'],
    due: '2026-11-05 17:30',
    why: 'resumed at the closing: the last instant before it was lost',
  },
  {
    from: '2026-11-02 10:00',
    span: '1nd',
    pause: ['2026-11-03 23:00', '2026-11-04 00:00'],
    due: '2026-11-04 24:00',
    why: 'resumed at 24:00: the day is lost',
  },
  {
    from: '2026-11-02 10:00',
    span: '2wd',
    pause: ['2026-11-04 17:30', '2026-11-06 10:00'],
    due: '2026-11-04 17:30',
    why: 'a pause that begins at the due instant comes too late',
  },
  {
    from: '2026-11-02 10:00',
    span: '5nd',
    pause: ['2026-11-08 09:00', '2026-11-12 09:00'],
    due: '2026-11-09 24:00',
    why: 'the roll is no count: a pause does not move it',
  },
  { from: '2026-12-25 10:00', span: '10nd', due: '2027-01-04 24:00', provisional: true },
  { from: '2026-12-25 10:00', span: '10nd', roll: 'none', due: '2027-01-04 24:00', why: 'nothing asked of 2027' },
  { from: '2027-01-01 00:00', span: '-1wh', due: '2026-12-31 16:30', why: 'only 2026 was consulted' },
];
