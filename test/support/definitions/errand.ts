/** A small kind of work that is new to a county: an errand that a village asks of a unit. No category, no urgency. */
export const errand = `
code: errand
label: { zh: 跑腿事项, en: Errand }
headline: doing
states:
  asked:
    label: { zh: 待办, en: Asked }
    waits-on: [county-office, county-supervisor]
    clocks: [doing]
  done:
    label: { zh: 已办, en: Done }
    waits-on: [county-supervisor, leader-above]
    clocks: [looking]
  closed:
    label: { zh: 已了, en: Closed }
    waits-on: []
    end: terminal
clocks:
  doing: { label: { zh: 办理, en: Doing } }
  looking: { label: { zh: 过目, en: Looking } }
actions:
  open:
    label: { zh: 登记, en: Register }
    to: asked
    by: [village-clerk, county-office]
    effects: [register]
    form:
      required: [title, villageCode]
      properties:
        title: { type: string, minLength: 1, maxLength: 60, x-text: true, x-label: { zh: 标题, en: Title } }
        villageCode: { type: string, x-label: { zh: 村, en: Village } }
  do:
    label: { zh: 办好, en: Do }
    from: [asked]
    to: done
    by: [county-office]
  look:
    label: { zh: 过目, en: Look at }
    from: [done]
    to: closed
    by: [county-supervisor]
`;

/** Its policy. */
export const errandPolicy = `
type: errand
calendar: default
spans:
  doing: 3wd
  looking: 2wd
ladders:
  otherwise:
    steps:
      - { at: -1wd, tell: [waited-on] }
      - { at: due, level: urge, tell: [waited-on, level-above] }
      - { at: +1wd, tell: [supervisor-or-above] }
    repeat: { every: 5wd, tell: [supervisor-or-above] }
windows: { return: 2wd, confirmation: 2wd, acknowledgement: 20wd }
caps: { callback-tries: 3, returns-before-arbitration: 3 }
`;

/** A later version: what was asked is confirmed first, with a clock of its own, and what is done runs under another one. */
export const laterErrand = errand
  .replace('clocks: [doing]', 'clocks: [doing, confirming]')
  .replace('  doing: { label', '  confirming: { label: { zh: 确认, en: Confirming } }\n  doing: { label');
export const laterErrandPolicy = errandPolicy.replace('  doing: 3wd', '  confirming: 1wd\n  doing: 3wd');
