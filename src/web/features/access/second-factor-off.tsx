import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/http';
import { notify } from '../../ui/notify';
import { useReadAgain } from './account-query';
import { PasswordStep } from './password-step';

export default function SecondFactorOff({ onClose }: { onClose: () => void }) {
  const readAgain = useReadAgain();
  const off = useMutation({
    mutationFn: (password: string) => post('/api/auth/two-factor/disable', { password }),
    onSuccess: async () => {
      await readAgain();
      notify('Second factor switched off');
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Switch off the second factor?">
      <PasswordStep
        button="Switch off"
        grave
        busy={off.isPending}
        error={off.error}
        onPassword={off.mutate}
        onCancel={onClose}
      >
        From then on your password alone signs you in, and the recovery codes stop working.
      </PasswordStep>
    </Modal>
  );
}
