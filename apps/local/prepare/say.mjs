/** One short line in both languages. */
export function say(zh, en) {
  console.log(`${zh}  ${en}`);
}

/** The same on the error stream, and the end of the process. */
export function refuse(zh, en) {
  console.error(`\n${zh}\n${en}\n`);
  process.exit(1);
}
