import type { CSSProperties } from 'react';

/**
 * Mail programs read little CSS: the light look is written on each element, the dark one overrules it.
 * The library repeats the body's ground on a table's cell inside it.
 */
export const letterCss = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground, .ground > table > tbody > tr > td { background-color: #14161a !important; }
  .ink { color: #e4e7ec !important; }
  .quiet { color: #9ea6b4 !important; }
  .line { border-color: #2b3038 !important; }
  .quote { background-color: #1f2329 !important; border-color: #5b6be0 !important; }
  .button { background-color: #5b6be0 !important; color: #ffffff !important; }
  .link { color: #a3aff2 !important; }
}`;

const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const text: CSSProperties = { margin: '0 0 16px', fontSize: '16px', lineHeight: '24px', color: '#1b1e25' };
const small: CSSProperties = { fontSize: '13px', lineHeight: '20px', color: '#5a6270' };

export const letterStyles = {
  ground: { margin: 0, padding: '24px 0', backgroundColor: '#ffffff', fontFamily: family },
  sheet: { maxWidth: '560px', margin: '0 auto', padding: '0 24px' },
  name: { ...small, margin: '0 0 8px' },
  heading: { margin: '0 0 16px', fontSize: '22px', lineHeight: '30px', fontWeight: 600, color: '#1b1e25' },
  text,
  quote: {
    margin: '0 0 16px',
    padding: '12px 16px',
    borderLeft: '3px solid #3f4fc4',
    backgroundColor: '#f3f4f7',
  },
  quoted: { ...text, margin: 0, whiteSpace: 'pre-line' },
  from: { ...small, margin: '4px 0 0' },
  action: { margin: '8px 0 16px' },
  button: {
    padding: '12px 24px',
    borderRadius: '6px',
    backgroundColor: '#3f4fc4',
    color: '#ffffff',
    fontSize: '16px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  address: { ...small, margin: '16px 0 0', wordBreak: 'break-all' },
  link: { color: '#3f4fc4', textDecoration: 'underline' },
  facts: { margin: '0 0 16px', borderCollapse: 'collapse' },
  label: { ...small, padding: '2px 16px 2px 0', verticalAlign: 'top' },
  value: { ...text, margin: 0, padding: '2px 0', fontSize: '14px', lineHeight: '20px' },
  footer: { ...small, margin: '24px 0 0', paddingTop: '16px', borderTop: '1px solid #e4e7ec' },
} satisfies Record<string, CSSProperties>;
