export { createMailer, type Mailer, type MailMessage, type Delivery, type Attachment } from './mailer.ts';
export { judgeFailure, messageIdOf, splitAddress } from './mail-rules.ts';
export { writeLetter, type Letter, type LetterBlock } from './letter.ts';
