import { StepUpDialog } from '@/components/security/step-up-dialog';
import { ClientMessages } from '@/components/shell/client-messages';

/** Where people are asked to prove once more who they are; once in each layout whose pages can ask it of them. */
export function StepUpRegion() {
  return (
    <ClientMessages areas={['auth', 'errors']}>
      <StepUpDialog />
    </ClientMessages>
  );
}
