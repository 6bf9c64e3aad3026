import 'reflect-metadata';
import { startUpMessage } from '#platform';
import { run } from './run.js';

const { stdin: input, stdout: output } = process;
run(process.argv.slice(2), { input, output, complain: (text) => console.error(text) }).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(startUpMessage(error));
    process.exitCode = 1;
  },
);
