import { Alert, Button, Divider, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/http';
import { problemText } from '../../api/problem';
import { keepNote } from '../../ui/kept-note';
import { startOf, useEnter } from './enter';

interface DemoMade {
  space: { slug: string };
  email: string;
  password: string;
}

/** One click into a space that is full already, to look round before making one's own. */
export function DemoOffer({ setupCode, codeRequired }: { setupCode: string; codeRequired: boolean }) {
  const enter = useEnter();
  const code = setupCode.trim();
  const make = useMutation({
    mutationFn: () => post<DemoMade>('/api/v1/setup/demo', code === '' ? {} : { setupCode: code }),
    onSuccess: ({ space, email, password }) => {
      keepNote(`You are ${email}. To come back later, sign in with the password ${password}`);
      return enter(startOf(space, 'owner'));
    },
  });
  return (
    <>
      <Divider label="or" my={8} />
      <Text c="dimmed">
        Look round first: a demo has 180 people, a year of seats and invoices, and employee data. Nobody in it
        is real, and no mail leaves for them.
      </Text>
      {make.isError && (
        <Alert color="red" title="The demo was not made">
          {problemText(make.error)}
        </Alert>
      )}
      <Button
        variant="default"
        loading={make.isPending}
        disabled={codeRequired && code === ''}
        onClick={() => {
          make.mutate();
        }}
      >
        Open the demo
      </Button>
      <div role="status">
        {make.isPending && <Text c="dimmed">A year is being lived through. It takes about ten seconds.</Text>}
      </div>
    </>
  );
}
