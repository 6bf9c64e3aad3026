// A process that changes the key, for tests to kill: `node --import typescript.mjs rotate-key.ts SETTINGS`.
// Prints a line of JSON after each committed batch, and how it ended.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RotateKey } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { EngineModule, type Settings } from '../../../apps/composition/src/index.js';

const tell = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);
const { key, ...rest } = JSON.parse(process.argv[2] ?? '') as Omit<Settings, 'key'> & { key: string };
class Root {}
Module({ imports: [EngineModule.with({ ...rest, key: Buffer.from(key, 'hex') })] })(Root);
const app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
tell({ result: await app.get(RotateKey).execute(Temporal.Now.instant(), tell) });
await app.close();
