import { fromBuffer } from 'yauzl';

/** The parts of a workbook as text, by their path inside it. */
export function unzipped(bytes: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const parts: Record<string, string> = {};
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry: { fileName: string }) =>
        zip.openReadStream(entry as never, (failure, stream) => {
          if (failure) return reject(failure);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            parts[entry.fileName] = Buffer.concat(chunks).toString('utf8');
            zip.readEntry();
          });
        }),
      );
      zip.readEntry();
    });
  });
}

/** What a workbook says of who took it: printed above and below each page, and in its properties. */
export async function marksOf(bytes: Buffer): Promise<{ above: string; below: string; title: string; by: string }> {
  const parts = await unzipped(bytes);
  const [sheet, properties] = [parts['xl/worksheets/sheet1.xml']!, parts['docProps/core.xml'] ?? ''];
  const found = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  return {
    above: found(sheet, /<oddHeader>&amp;C(.*?)<\/oddHeader>/),
    below: found(sheet, /<oddFooter>&amp;C(.*?)<\/oddFooter>/),
    title: found(properties, /<dc:title>(.*?)<\/dc:title>/),
    by: found(properties, /<dc:creator>(.*?)<\/dc:creator>/),
  };
}
