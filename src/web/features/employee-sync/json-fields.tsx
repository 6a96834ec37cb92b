import {
  Button,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { bodyOf, hasMoved, headersOf, keptOf, type Draft, type FieldsProps } from './source-draft';
import { keptWords } from './sync-words';
import classes from './source.module.css';

const pagings = [
  { value: 'none', label: 'All in one answer' },
  { value: 'link', label: 'A link to the next page' },
  { value: 'page', label: 'A page number' },
  { value: 'cursor', label: 'A cursor' },
];

/** What most call the parameter: filled in, until somebody types another. */
const usual: Partial<Record<Draft['paging'], string>> = { page: 'page', cursor: 'cursor' };
const pagedBy = (paging: Draft['paging'], parameter: string): Partial<Draft> =>
  parameter === '' || Object.values(usual).includes(parameter)
    ? { paging, parameter: usual[paging] ?? '' }
    : { paging };

/** Any HRIS that answers JSON: what is asked, where the people are in the answer, how to page. */
export function JsonFields({ draft, set }: FieldsProps) {
  const text = (name: 'url' | 'items' | 'total' | 'parameter' | 'path') => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={classes.narrowAndWide}>
        <SegmentedControl
          aria-label="Method"
          data={['GET', 'POST']}
          value={draft.method}
          onChange={(method) => set({ method })}
        />
        <TextInput label="Address" placeholder="https://hr.example.org/api/people" {...text('url')} />
      </div>
      <HeaderFields draft={draft} set={set} />
      {draft.method === 'POST' && (
        <Textarea
          label="Body"
          description="A JSON object, or empty"
          placeholder={'{"active": true}'}
          autosize
          minRows={2}
          maxRows={8}
          error={bodyOf(draft) === undefined && 'This is no JSON object'}
          value={draft.body}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
      )}
      <div className={classes.two}>
        <TextInput
          label="Where the list is"
          description="Empty: the answer is the list"
          placeholder="data.people"
          {...text('items')}
        />
        <TextInput
          label="Where the number of all is"
          description="Fewer than that hold the run"
          placeholder="meta.total"
          {...text('total')}
        />
      </div>
      <Select
        label="How it goes on to the next page"
        data={pagings}
        allowDeselect={false}
        value={draft.paging}
        onChange={(paging) => set(pagedBy(paging as Draft['paging'], draft.parameter))}
      />
      {draft.paging === 'link' && (
        <TextInput
          label="Where the link is"
          description="Empty: in the header Link"
          placeholder="links.next"
          {...text('path')}
        />
      )}
      {draft.paging === 'page' && (
        <div className={classes.three}>
          <TextInput label="Parameter" {...text('parameter')} />
          <Select
            label="First page"
            data={['0', '1']}
            allowDeselect={false}
            value={String(draft.first)}
            onChange={(first) => set({ first: Number(first) })}
          />
          <NumberInput
            label="People on a full page"
            placeholder="Not known"
            min={1}
            max={100_000}
            allowDecimal={false}
            hideControls
            value={draft.size ?? ''}
            onChange={(size) => set({ size: size === '' ? null : Number(size) })}
          />
        </div>
      )}
      {draft.paging === 'cursor' && (
        <div className={classes.two}>
          <TextInput label="Parameter" {...text('parameter')} />
          <TextInput label="Where the cursor is" placeholder="meta.next_cursor" {...text('path')} />
        </div>
      )}
    </>
  );
}

/** The first row's labels stand over all of them. */
const named = (at: number, label: string) => (at === 0 ? { label } : { 'aria-label': label });

/** The headers that let Usher in: their names are shown, their values never. */
function HeaderFields({ draft, set }: FieldsProps) {
  const { headers } = draft;
  const kept = keptOf(draft);
  const change = (at: number, part: Partial<Draft['headers'][number]>) =>
    set({ headers: headers.map((header, i) => (i === at ? { ...header, ...part } : header)) });
  return (
    <div className={classes.headers} role="group" aria-label="Headers that let Usher in">
      {headers.map(({ name, value }, at) => (
        <div key={at} className={classes.header}>
          <TextInput
            {...named(at, 'Header')}
            placeholder="Authorization"
            value={name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <PasswordInput
            {...named(at, 'Its value')}
            placeholder={kept.includes(name) ? keptWords : undefined}
            autoComplete="new-password"
            value={value}
            onChange={(event) => change(at, { value: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={`Remove the header ${name}`}
            onClick={() => set({ headers: headers.filter((_, i) => i !== at) })}
          >
            Remove
          </Button>
        </div>
      ))}
      <p className={classes.note}>
        {headersOf(draft) !== undefined
          ? 'Encrypted, and never shown again.'
          : hasMoved(draft)
            ? 'Type the values again: they were kept for another address.'
            : 'Headers are replaced together: type every value.'}{' '}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => set({ headers: [...headers, { name: '', value: '' }] })}
        >
          Add a header
        </Button>
      </p>
    </div>
  );
}
