// Films a page: frames as the browser draws them, cues as they are said, made into a video with captions.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

interface Frame {
  file: string;
  at: number;
}

/** Seconds as WebVTT writes them. */
const stamp = (seconds: number) =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(3).padStart(6, '0')}`;

export async function startFilm(page: Page) {
  const folder = mkdtempSync(join(tmpdir(), 'usher-film-'));
  const frames: Frame[] = [];
  const cues: { at: number; words: string }[] = [];
  const session = await page.context().newCDPSession(page);
  const began = Date.now();
  const now = () => (Date.now() - began) / 1000;
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    const file = join(folder, `${String(frames.length).padStart(6, '0')}.jpg`);
    writeFileSync(file, Buffer.from(data, 'base64'));
    frames.push({ file, at: now() });
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 92, everyNthFrame: 1 });
  return {
    /** Says something and gives time to read it. */
    async say(words: string, seconds: number) {
      cues.push({ at: now(), words });
      await page.waitForTimeout(seconds * 1000);
    },
    /** Ends the film and writes video, poster and captions. `posterAt`: the cue whose picture it is. */
    async end(to: { video: string; poster: string; captions: string }, posterAt: number) {
      await session.send('Page.stopScreencast');
      const end = now();
      writeVideo(frames, end, folder, to.video);
      const poster = frames.findLast(({ at }) => at <= (cues[posterAt + 1]?.at ?? end));
      mkdirSync(join(to.poster, '..'), { recursive: true });
      execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-i', poster?.file ?? '', '-q:v', '4', to.poster]);
      const blocks = cues.map(({ at, words }, i) => {
        const until = (cues[i + 1]?.at ?? end) - 0.1;
        return `${stamp(at)} --> ${stamp(until)}\n${words}`;
      });
      writeFileSync(to.captions, `${['WEBVTT', ...blocks].join('\n\n')}\n`);
      rmSync(folder, { recursive: true });
      return end;
    },
  };
}

/** Frames come when something moves; each stays until the next. */
function writeVideo(frames: Frame[], end: number, folder: string, video: string): void {
  const lines = frames.map(({ file, at }, i) => {
    const next = frames[i + 1]?.at ?? end;
    return `file '${file}'\nduration ${Math.max(next - at, 0.01).toFixed(3)}`;
  });
  const list = join(folder, 'frames.txt');
  writeFileSync(list, `${lines.join('\n')}\nfile '${frames.at(-1)?.file ?? ''}'\n`);
  execFileSync('ffmpeg', [
    ...['-y', '-loglevel', 'error', '-f', 'concat', '-safe', '0', '-i', list],
    ...['-vf', 'fps=15,scale=1280:720,format=yuv420p', '-c:v', 'libx264', '-preset', 'slow', '-crf', '26'],
    ...['-movflags', '+faststart', '-an', video],
  ]);
}
