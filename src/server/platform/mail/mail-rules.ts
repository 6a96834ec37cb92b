/** What nodemailer tells of a failure. */
export interface MailFailure {
  message?: string;
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/**
 * Whether the server refused this mail for good, and in which words. Only its 5xx to the address or
 * the content is final; a 5xx to the greeting, sign-in or sender is about our set-up and will be
 * tried again, as is every 4xx and every broken connection.
 */
export function judgeFailure(failure: MailFailure): { state: 'refused' | 'later'; answer: string } {
  const { response, message = 'The connection broke.', responseCode = 0, command = '' } = failure;
  const answer = (response ?? message).slice(0, 1000);
  const aboutTheMail = /^(RCPT|DATA)/.test(command) && responseCode >= 500;
  const impossible = failure.code === 'EENVELOPE' && command === 'API';
  return { state: aboutTheMail || impossible ? 'refused' : 'later', answer };
}

/** The address of `Name <address>`, and the part after its @. */
export function splitAddress(from: string): { address: string; domain: string } {
  const address = (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim();
  return { address, domain: address.split('@')[1] ?? 'localhost' };
}

/** The Message-ID of a mail: the same at every try, so that a repeat is known as one (RFC 5322, 3.6.4). */
export const messageIdOf = (id: string, from: string): string => `<${id}@${splitAddress(from).domain}>`;
