const wellKnown = [
  ...['gmail.com', 'googlemail.com', 'mail.com', 'email.com', 'ymail.com', 'gmx.com', 'gmx.net', 'gmx.de'],
  ...['outlook.com', 'outlook.fr', 'outlook.de', 'hotmail.com', 'hotmail.co.uk', 'hotmail.fr', 'hotmail.de'],
  ...['live.com', 'live.co.uk', 'live.fr', 'msn.com', 'yahoo.com', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de'],
  ...['icloud.com', 'me.com', 'mac.com', 'aol.com', 'proton.me', 'protonmail.com', 'pm.me', 'zoho.com'],
  ...['fastmail.com', 'hey.com', 'btinternet.com', 'sky.com', 'virginmedia.com', 'talktalk.net', 'web.de'],
  ...[
    't-online.de',
    'freenet.de',
    'orange.fr',
    'free.fr',
    'laposte.net',
    'wanadoo.fr',
    'libero.it',
    'qq.com',
  ],
];
const known = new Set(wellKnown);

const endings: [wrong: RegExp, right: string][] = [
  [/\.(?:con|cmo|ocm|comm|vom|xom|cim|coom)$/, '.com'],
  [/\.(?:co\.ku|c\.uk|co\.u|couk|co\.ukk)$/, '.co.uk'],
  [/\.(?:ogr|rog|orgg|prg)$/, '.org'],
  [/\.(?:nte|ent|nett)$/, '.net'],
];

/** Domains that a list itself shows to be meant: those of at least three of its addresses. */
export function commonDomains(emails: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const email of emails) {
    const domain = domainOf(email);
    if (domain !== '') counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, n]) => n >= 3).map(([domain]) => domain));
}

/**
 * The address that was probably meant, where the domain looks like a slip of the keyboard in one
 * that is well known or common in this list: gmial.com gives gmail.com.
 */
export function probablyMeant(email: string, common: ReadonlySet<string> = new Set()): string | undefined {
  const domain = domainOf(email);
  if (domain === '' || known.has(domain) || common.has(domain)) return undefined;
  const meant = nearest(domain, [...common, ...wellKnown]) ?? withRightEnding(domain);
  return meant === undefined ? undefined : `${email.slice(0, email.lastIndexOf('@'))}@${meant}`;
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

function nearest(domain: string, candidates: string[]): string | undefined {
  // In short names one letter makes another company: me.com, pm.me.
  const fitting = candidates.filter((candidate) => candidate.length >= 7);
  return fitting.find((candidate) => isOneSlip(domain, candidate));
}

function withRightEnding(domain: string): string | undefined {
  for (const [wrong, right] of endings) if (wrong.test(domain)) return domain.replace(wrong, right);
  return undefined;
}

/** Whether one letter too many, too few, wrong or swapped with its neighbour tells two words apart. */
function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const restA = a.slice(from);
  const restB = b.slice(from);
  if (restA.length > restB.length) return restA.slice(1) === restB;
  if (restA.length < restB.length) return restB.slice(1) === restA;
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB.slice(1);
}
