import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/http';
import { useReadAgain } from './account-query';
import { PasswordStep } from './password-step';
import { RecoveryCodes } from './recovery-codes';

export default function NewCodes({ onClose }: { onClose: () => void }) {
  const readAgain = useReadAgain();
  const make = useMutation({
    mutationFn: (password: string) =>
      post<{ backupCodes: string[] }>('/api/auth/two-factor/generate-backup-codes', { password }),
    onSuccess: readAgain,
  });
  if (make.data) {
    return <RecoveryCodes title="New recovery codes" codes={make.data.backupCodes} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title="Make new recovery codes?">
      <PasswordStep
        button="Make new codes"
        busy={make.isPending}
        error={make.error}
        onPassword={make.mutate}
        onCancel={onClose}
      >
        The codes you have now stop working at once.
      </PasswordStep>
    </Modal>
  );
}
