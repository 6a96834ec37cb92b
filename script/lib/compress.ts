import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { listFiles } from './files.ts';

const SMALLEST = 1024;
const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** Writes a .br and a .gz beside every text file below a folder, so that the server need not compress. */
export async function compressFiles(folder: string): Promise<void> {
  const files = ['.js', '.css', '.svg', '.json'].flatMap((ending) => listFiles(folder, ending));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      if (bytes.length < SMALLEST) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
      await writeFile(`${file}.br`, await asBrotli(bytes, { params }));
      await writeFile(`${file}.gz`, await asGzip(bytes, { level: 9 }));
    }),
  );
}
