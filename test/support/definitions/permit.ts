/** A small sound kind of work, to be broken in one place at a time: what the shipped one does, on one page. */
export const permit = `
code: permit
label: { zh: 建房许可, en: Building permit }
headline: work
states:
  asked:
    label: { zh: 待受理, en: Asked }
    waits-on: [township-office, county-office, county-supervisor]
    clocks: [acceptance]
  working:
    label: { zh: 办理中, en: Working }
    waits-on: { tier-a: [linked-leader, county-supervisor], otherwise: [county-office, county-supervisor] }
    clocks: [work, contact]
  checking:
    label: { zh: 待核查, en: Checking }
    waits-on: [county-supervisor, leader-above]
    clocks: [check]
    pauses: [work]
  granted:
    label: { zh: 已许可, en: Granted }
    waits-on: []
    clocks: [rest]
    end: success
  filed:
    label: { zh: 已归档, en: Filed }
    waits-on: []
    end: terminal
clocks:
  acceptance: { label: { zh: 受理, en: Acceptance } }
  work: { label: { zh: 办理, en: Work } }
  contact: { label: { zh: 联系, en: Contact }, once: true, stops-when: contacted }
  check: { label: { zh: 核查, en: Check } }
  rest: { label: { zh: 静置, en: Rest }, at-due: file }
  application: { label: { zh: 审批, en: Application }, of: application }
actions:
  open:
    label: { zh: 登记, en: Register }
    from: []
    to: asked
    by: [village-clerk, resident]
    form:
      required: [villageCode, urgency]
      properties: { villageCode: { $ref: '#/$defs/villageCode' }, urgency: { $ref: '#/$defs/urgency' } }
    effects: [register]
  accept:
    label: { zh: 受理, en: Accept }
    from: [asked]
    to: working
    by: [township-office, county-office]
    form: { required: [tier], properties: { tier: { $ref: '#/$defs/tier' } } }
    effects: [classify]
    tells: { tier-a: [linked-leader], otherwise: [waited-on] }
  refuse:
    label: { zh: 不予受理, en: Refuse }
    from: [asked]
    to: filed
    by: [township-office, county-office]
    second-person: true
  note:
    label: { zh: 进展, en: Note }
    from: any-open
    by: [taking-part]
    form: { properties: { contacted: { type: boolean, x-label: { zh: 已联系, en: Contacted } } } }
    effects: [note-contact]
  submit: { label: { zh: 送核, en: Submit }, from: [working], to: checking, by: [county-office] }
  send-back: { label: { zh: 退回, en: Send back }, from: [checking], to: working, by: [county-supervisor] }
  grant: { label: { zh: 许可, en: Grant }, from: [checking], to: granted, by: [county-supervisor] }
  decide: { label: { zh: 审批, en: Decide }, from: any-open, by: [county-office, county-supervisor] }
  file: { label: { zh: 归档, en: File }, from: [granted], to: filed, by: [system] }
$defs:
  villageCode: { type: string, pattern: '^[0-9]{12}$', x-label: { zh: 村, en: Village } }
  urgency:
    type: string
    enum: [urgent, normal]
    x-label: { zh: 紧急程度, en: Urgency }
    x-enum: { urgent: { zh: 紧急, en: Urgent }, normal: { zh: 一般, en: Normal } }
  tier:
    type: string
    enum: [A, B]
    x-label: { zh: 层级, en: Tier }
    x-enum: { A: { zh: 领导领办, en: A leader leads }, B: { zh: 单位办理, en: A unit } }
`;

export const permitPolicy = `
type: permit
calendar: default
spans:
  acceptance: 1wd
  work: { urgent: 48h, normal: { tier-a: 20wd, otherwise: 10wd } }
  contact: 2wd
  check: 5wd
  rest: 30nd
  application: 1wd
ladders:
  work:
    steps:
      - { at: -1wd, tell: [waited-on], for: [wd] }
      - { at: due, level: urge, tell: [waited-on], inform: [level-above] }
      - { at: +2wd, tell: [county-supervisor, leader-above] }
    repeat: { every: 5wd, tell: [leader-above] }
  rest: { steps: [{ at: due }] }
  otherwise:
    steps:
      - { at: due, level: urge, tell: [waited-on, level-above] }
      - { at: +1wd, tell: [supervisor-or-above] }
    repeat: { every: 5wd, tell: [supervisor-or-above] }
windows: { return: 2wd, confirmation: 2wd, acknowledgement: 20wd }
caps: {}
`;
