import { bodyOf, headersOf, keptOf, type Draft } from './source-draft';
import { faultsOf } from './source-faults';

/** What a source of this kind cannot do without and is not there yet, as it is said beside the button. */
export function missingOf(draft: Draft): string[] {
  return [
    [draft.name.trim() === '', 'a name'] as const,
    ...placeOf(draft),
    // What is wrong with a field is said there.
    [Object.keys(faultsOf(draft)).length > 0, 'a folder of that form'] as const,
  ].flatMap(([isMissing, what]) => (isMissing ? [what] : []));
}

function placeOf(draft: Draft): (readonly [isMissing: boolean, what: string])[] {
  const { kind, paging } = draft;
  const blank = (name: 'host' | 'user' | 'folder' | 'company' | 'parameter' | 'path') =>
    draft[name].trim() === '';
  const without = (secret: string) => keptOf(draft).length === 0 && secret === '';
  switch (kind) {
    case 'csv':
      return [];
    case 'sftp':
      return [
        [blank('host'), 'the host'],
        [blank('user'), 'the user'],
        [without(draft.password + draft.privateKey), 'a password or private key'],
        [draft.hostKey === null, 'a confirmed host key'],
      ];
    case 'folder':
      return [[blank('folder'), 'a folder']];
    case 'bamboohr':
      return [
        [blank('company'), 'the company'],
        [without(draft.secret), 'the API key'],
      ];
    case 'hibob':
      return [
        [blank('company'), 'the id of the service user'],
        [without(draft.secret), 'the token'],
      ];
    case 'json':
      return [
        [!URL.canParse(draft.url), 'a whole address'],
        [headersOf(draft) === undefined, 'a name and a value for each header'],
        [bodyOf(draft) === undefined, 'a body that is a JSON object'],
        [(paging === 'page' || paging === 'cursor') && blank('parameter'), 'the parameter'],
        [paging === 'cursor' && blank('path'), 'where the cursor is'],
      ];
  }
}
