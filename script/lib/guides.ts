// A plugin of the web build: Markdown imported with ?guide becomes its sections, rendered here and not in the browser.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Marked, type Tokens } from 'marked';
import type { Plugin } from 'vite';

/** The anchor that a reader of Markdown gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Where a link of a guide leads in the page: another section or guide, or outside. */
function placeOf(href: string, guide: string): string {
  if (/^[a-z]+:/i.test(href)) return href;
  const [path = '', anchor = ''] = href.split('#');
  const name = path === '' ? guide : basename(path, '.md');
  return `?guide=${name}${anchor && `&section=${anchor}`}`;
}

function rendererOf(guide: string): Marked {
  const marked = new Marked();
  marked.use({
    renderer: {
      link({ href, tokens }: Tokens.Link) {
        const words = this.parser.parseInline(tokens);
        const outside = /^https?:/.test(href) ? ' target="_blank" rel="noreferrer"' : '';
        return `<a href="${escaped(placeOf(href, guide))}"${outside}>${words}</a>`;
      },
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('');
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        const head = cells(token.header, 'th scope="col"').replaceAll('</th scope="col">', '</th>');
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>\n`;
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
      },
      // Nothing in a guide is HTML: what looks like it is shown as it stands.
      html: ({ text }) => escaped(text),
    },
  });
  return marked;
}

/** A guide taken apart at its second headings: what the page lists, searches and shows. */
export function readGuide(markdown: string, guide: string) {
  const marked = rendererOf(guide);
  const [head = '', ...parts] = markdown.split(/^(?=## )/m);
  const title = /^# (.+)$/m.exec(head)?.[1] ?? guide;
  const render = (text: string) => marked.parse(text, { async: false });
  const sections = parts.map((part) => {
    const heading = /^## (.+)$/m.exec(part)?.[1] ?? '';
    const html = render(part);
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    return { id: anchorOf(heading), title: heading.replaceAll('`', ''), html, text };
  });
  return { title, lead: render(head.replace(/^# .+$/m, '')), sections };
}

export function guides(): Plugin {
  return {
    name: 'guides',
    enforce: 'pre',
    async load(id) {
      const [path = '', query] = id.split('?');
      if (query !== 'guide') return null;
      const guide = readGuide(await readFile(path, 'utf8'), basename(path, '.md'));
      return { code: `export default ${JSON.stringify(guide)};`, moduleType: 'js' };
    },
  };
}
