import { statusOfCode, type ErrorCode } from '../errors/index.ts';
import { exampleOf, type JsonSchema } from './example-rules.ts';

interface Content {
  schema?: JsonSchema;
  example?: unknown;
  examples?: unknown;
}
interface Answer {
  description?: string;
  content?: Record<string, Content>;
}
interface Operation {
  requestBody?: { content?: Record<string, Content> };
  responses?: Record<string, Answer>;
}
export interface Document {
  paths?: Record<string, Record<string, Operation>>;
}

const isCode = (word: string): word is ErrorCode => word in statusOfCode;

/** Completes what the schemas alone do not say: examples of request and answer, of each refusal with its code. */
export function completeDocument<D>(document: D): D {
  const { paths = {} } = document as Document;
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const content of Object.values(operation.requestBody?.content ?? {})) addExample(content);
    for (const [status, answer] of Object.entries(operation.responses ?? {})) {
      if (answer.description === 'Default Response') answer.description = 'As asked';
      for (const [type, content] of Object.entries(answer.content ?? {})) {
        if (!type.includes('json')) continue;
        if (Number(status) < 400) addExample(content);
        else addProblem(content, answer);
      }
      if (Number(status) >= 400 && answer.content?.['application/json']) {
        answer.content = { 'application/problem+json': answer.content['application/json'] };
      }
    }
  }
  return document;
}

function addExample(content: Content): void {
  if (content.example !== undefined || content.examples !== undefined || !content.schema) return;
  content.example = exampleOf(content.schema);
}

/** A refusal's codes stand in its description; each has an example. */
function addProblem(content: Content, { description = '' }: Answer): void {
  const codes = description.split(', ').filter(isCode);
  if (codes.length === 0) return;
  content.examples = Object.fromEntries(
    codes.map((code) => {
      const words = code.replaceAll('_', ' ');
      const title = words.charAt(0).toUpperCase() + words.slice(1);
      const value = { type: `urn:usher:problem:${code}`, title, status: statusOfCode[code], code };
      return [code, { value }];
    }),
  );
}
