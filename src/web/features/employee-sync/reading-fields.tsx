import { Autocomplete, Radio, Select, Stack } from '@mantine/core';
import { Fold } from './fold';
import { columns } from './source-columns';
import { isFile, type Draft, type FieldsProps } from './source-draft';
import { delimiters, encodings } from './sync-words';
import classes from './source.module.css';

/** How a source is read: who is in it, how its files are written, what its columns are called. */
export function ReadingFields({ draft, set, headers }: FieldsProps & { headers: string[] }) {
  const ofFile = isFile(draft);
  const named = Object.values(draft.mapping).filter((header) => header !== '').length;
  const fileNote = named === 0 ? 'by our own names' : `${String(named)} by other names`;
  return (
    <>
      <Radio.Group label="What it holds" value={draft.mode} onChange={(mode) => set({ mode })}>
        <Stack gap={8} mt={8}>
          <Radio value="full" label="Everybody: who is absent has left" />
          <Radio value="changes" label="Changes only" />
        </Stack>
      </Radio.Group>
      {ofFile && (
        <div className={classes.two}>
          <Select
            label="Delimiter"
            data={delimiters}
            allowDeselect={false}
            value={draft.delimiter}
            onChange={(delimiter) => set({ delimiter: delimiter as Draft['delimiter'] })}
          />
          <Select
            label="Encoding"
            data={encodings}
            allowDeselect={false}
            value={draft.encoding}
            onChange={(encoding) => set({ encoding: encoding as Draft['encoding'] })}
          />
        </div>
      )}
      <Fold title="Columns" note={ofFile ? fileNote : `${String(named)} of ${String(columns.length)} read`}>
        <p className={classes.note}>
          {ofFile
            ? 'The header of each column in the file. Empty: our own name, shown in grey.'
            : 'The field of each column in the answer. Empty: it is not read.'}
        </p>
        <div className={classes.two}>
          {columns.map(([column, label]) => (
            <Autocomplete
              key={column}
              label={label}
              placeholder={ofFile ? column : undefined}
              data={headers}
              value={draft.mapping[column] ?? ''}
              onChange={(header) => set({ mapping: { ...draft.mapping, [column]: header } })}
            />
          ))}
        </div>
      </Fold>
    </>
  );
}
