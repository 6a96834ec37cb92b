import { Kbd, Modal, Table } from '@mantine/core';

const keys = [
  ['/', 'Search'],
  ['↑ ↓', 'Move between rows'],
  ['Home End', 'First and last row'],
  ['Space', 'Choose the row'],
  ['Shift Space', 'Choose all from the row before'],
  ['Enter', 'Open the user'],
  ['Esc', 'Close what was opened last'],
  ['?', 'This list'],
] as const;

export function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" size="xs">
      <Table withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([key, words]) => (
            <Table.Tr key={key}>
              <Table.Td w={112}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
