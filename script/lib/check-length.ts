// A file that a person wrote has at most 400 lines; the rest is told, not judged.
import { readFileSync } from 'node:fs';
import { isGenerated, projectFiles } from './files.ts';

const LIMIT = 400;

const lengths = projectFiles()
  .filter((file) => /\.(tsx?|[cm]?js|css|sql|sh)$/.test(file) && !isGenerated(file))
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);

const tooLong = lengths.filter(({ lines }) => lines > LIMIT);
for (const { file, lines } of tooLong) console.error(`${file}: ${lines} lines, over ${LIMIT}`);
const median = lengths[Math.floor(lengths.length / 2)]?.lines ?? 0;
const short = lengths.filter(({ lines }) => lines < 300).length;
console.log(
  `${lengths.length} files, median ${median} lines, ${((100 * short) / lengths.length).toFixed(1)} % under 300`,
);
process.exitCode = tooLong.length === 0 ? 0 : 1;
