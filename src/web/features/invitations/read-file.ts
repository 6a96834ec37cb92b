import type { ReadFile } from './csv-people';

const most = 32 * 1024 * 1024;

/** Reads a CSV file beside the page. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > most) return { problem: 'This file is larger than 32 MB. Divide it into parts.' };
  const bytes = await file.arrayBuffer();
  const worker = new Worker(new URL('./csv-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<ReadFile>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<ReadFile>) => resolve(data));
      worker.addEventListener('error', () => reject(new Error('the file could not be read')));
      worker.postMessage(bytes, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
