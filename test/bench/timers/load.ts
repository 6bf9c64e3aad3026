import { createDataSource } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { foundBenchCounty } from '../county/bench-county.js';
import { liveModels, modelsOf } from '../county/model-cases.js';
import { multiplyCases } from '../county/multiply-cases.js';
import { withClient } from '../server/with-client.js';

/** A Tuesday's opening: reminders of the day before fall on it, and so does the end of 72 hours from a Saturday morning. */
export const dueInstant = Temporal.Instant.from('2026-11-24T08:30:00+08:00');

/** Reminded the working day before their ten working days are over. */
const remindedOnes = { urgency: 'normal', openedAt: '2026-11-11T09:00:00+08:00', dispatchedAt: '2026-11-11T10:00:00+08:00' } as const; // prettier-ignore
/** Due 72 hours after their dispatch, and then escalated. */
const dueOnes = { urgency: 'urgent', openedAt: '2026-11-21T08:00:00+08:00', dispatchedAt: '2026-11-21T08:30:00+08:00' } as const; // prettier-ignore

/** Model cases that are copied: enough that villages, departments and leaders vary. */
const models = 80;

/**
 * Fills a migrated database with `count` cases in the hands of their departments, each with one timer due at
 * `dueInstant`: the share `escalating` of them is due, the others are reminded.
 */
export async function loadDueCases(url: string, adminUrl: string, count: number, escalating: number): Promise<void> {
  const dataSource = await createDataSource(url, 2).initialize();
  try {
    await foundBenchCounty(dataSource);
    const due = Math.round(models * escalating);
    const lived = [
      ...(await modelsOf(dataSource, due, dueOnes)),
      ...(await modelsOf(dataSource, models - due, remindedOnes)),
    ];
    await liveModels(dataSource, lived, dueInstant.subtract({ milliseconds: 1 }));
  } finally {
    await dataSource.destroy();
  }
  await withClient(adminUrl, async (client) => {
    await multiplyCases(client, count);
    await client.query('INSERT INTO business_clock (standing_at) VALUES ($1)', [dueInstant.toString()]);
  });
}
