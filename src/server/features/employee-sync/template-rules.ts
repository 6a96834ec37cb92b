import { columns } from './file-rules.ts';

const examples = [
  'E-1001,ada.lovelace@example.org,Ada,Lovelace,active,Engineering,Analyst,London,E-1002,2024-03-01,',
  'E-1002,grace.hopper@example.org,Grace,Hopper,active,Engineering,Head of Engineering,London,,2019-09-16,',
];

/** An employee file to begin from: every column there is, and two people who do not exist. */
export const templateCsv = `${[columns.join(','), ...examples].join('\r\n')}\r\n`;
