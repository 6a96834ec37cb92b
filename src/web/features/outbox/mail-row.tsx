import { memo } from 'react';
import { ago, exactTime } from '../../ui/dates';
import { Dot } from '../../ui/dot';
import rows from '../../ui/rows-in-sight.module.css';
import { kindOf, stateOf } from './outbox-words';
import classes from './outbox.module.css';
import type { MailItem } from './read-outbox';

interface Props {
  mail: MailItem;
  index: number;
  height: number;
  phone: boolean;
  timeZone: string;
  current: boolean;
  onFocus: (index: number) => void;
  onOpen: (id: string) => void;
}

/** One mail: to whom, about what, how it stands, since when. Opens on a click or Enter. */
export const MailRow = memo(function MailRow({ mail, index, height, phone, timeZone, ...props }: Props) {
  const subject = mail.subject ?? kindOf(mail.kind);
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={props.current ? 0 : -1}
      className={rows.row}
      style={{ height }}
      onFocus={() => props.onFocus(index)}
      onClick={() => props.onOpen(mail.id)}
    >
      {phone ? (
        <td>
          <span className={classes.line}>
            <Cut text={mail.user?.name ?? mail.to} />
            <Time at={mail.createdAt} timeZone={timeZone} />
          </span>
          <span className={classes.line}>
            <Cut text={subject} />
            <State mail={mail} />
          </span>
        </td>
      ) : (
        <>
          <td>
            <Whom mail={mail} />
          </td>
          <td>
            <Cut text={subject} />
          </td>
          <td>
            <State mail={mail} />
          </td>
          <td className={classes.time}>
            <Time at={mail.createdAt} timeZone={timeZone} />
          </td>
        </>
      )}
    </tr>
  );
});

const Cut = ({ text }: { text: string }) => (
  <span className="cut" title={text}>
    {text}
  </span>
);

/** The name and, beside it, the address it went to. */
function Whom({ mail }: { mail: MailItem }) {
  const name = mail.user?.name ?? mail.to;
  return (
    <span className={classes.whom}>
      <Cut text={name} />
      {name !== mail.to && (
        <span className={`cut ${classes.quiet}`} title={mail.to}>
          {mail.to}
        </span>
      )}
    </span>
  );
}

/** The state in words; the mail server's own stand behind it. */
export function State({ mail }: { mail: Pick<MailItem, 'state' | 'attempts' | 'answer'> }) {
  const { words, tone } = stateOf(mail);
  return (
    <span className={classes.state} title={mail.answer ?? words}>
      <Dot tone={tone} />
      <span className="cut">{words}</span>
    </span>
  );
}

const Time = ({ at, timeZone }: { at: string; timeZone: string }) => (
  <time dateTime={at} title={exactTime(at, timeZone)} className={classes.quiet}>
    {ago(at)}
  </time>
);
