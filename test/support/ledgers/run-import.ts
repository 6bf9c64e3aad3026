// A process that runs a ledger import, for tests to kill: `node --import typescript.mjs run-import.ts SETTINGS IMPORT`.
// Prints a line of JSON after each committed chunk, and how the run ended.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RunLedgerImport } from '#engine';
import { EngineModule, type Settings } from '../../../apps/composition/src/index.js';

const [settings = '', importId = ''] = process.argv.slice(2);
const tell = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);

const { key, ...rest } = JSON.parse(settings) as Omit<Settings, 'key'> & { key: string };
class Root {}
Module({ imports: [EngineModule.with({ ...rest, key: Buffer.from(key, 'hex') })] })(Root);
const app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
const result = await app.get(RunLedgerImport).execute(importId, (doneLine) => tell({ doneLine }));
tell({ result });
await app.close();
