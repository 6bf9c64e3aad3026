export default async function globalTeardown() {
  await globalThis.guacunTestServer?.stop();
}
