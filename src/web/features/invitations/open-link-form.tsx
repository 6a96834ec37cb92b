import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import classes from './open-link.module.css';
import { type LinkFields, readLinkFields, writeLinkFields } from './link-fields';
import { todayIn } from './plan-invites';
import type { LinkSettings, OpenLink } from './read-open-link';

interface Props {
  timeZone: string;
  link?: OpenLink;
  busy: boolean;
  button: string;
  onSubmit: (settings: LinkSettings) => void;
}

/** How an open link may be used; all of it may be left empty. */
export function OpenLinkForm({ timeZone, link, busy, button, onSubmit }: Props) {
  const begun = writeLinkFields(link);
  const [fields, setFields] = useState(begun);
  const [tried, setTried] = useState(false);
  const read = readLinkFields(fields, todayIn(timeZone));
  const set = (part: Partial<LinkFields>) => setFields({ ...fields, ...part });
  const unchanged = link !== undefined && JSON.stringify(fields) === JSON.stringify(begun);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.settings) onSubmit(read.settings);
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label="Last day (optional)"
        type="date"
        min={todayIn(timeZone)}
        value={fields.endsOn}
        error={tried && read.faults.endsOn}
        onChange={(event) => set({ endsOn: event.currentTarget.value })}
      />
      <TextInput
        label="At most (optional)"
        placeholder="Any number"
        inputMode="numeric"
        value={fields.claimLimit}
        error={tried && read.faults.claimLimit}
        onChange={(event) => set({ claimLimit: event.currentTarget.value })}
      />
      <TextInput
        className={classes.wide}
        label="E-mail domains (optional)"
        description="Those it takes addresses of, with commas between. None: any address."
        placeholder="example.org, example.com"
        autoComplete="off"
        spellCheck={false}
        value={fields.emailDomains}
        error={tried && read.faults.emailDomains}
        onChange={(event) => set({ emailDomains: event.currentTarget.value })}
      />
      {!unchanged && (
        <div className={classes.wide}>
          <Button type="submit" loading={busy}>
            {button}
          </Button>
        </div>
      )}
    </form>
  );
}
