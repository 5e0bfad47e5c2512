import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { failureOf } from '@/components/trpc/failure';
import { askForProof } from '@/components/trpc/step-up-queue';
import type { AppRouter } from '@/server/trpc/root';

const proofRequired = 'platform/proof_required';

/**
 * Where an act is refused because its person has not proven for a while who they are, asks them, and does the act again:
 * what they entered is not lost, and no form has to think of it. Once only, and for acts only, never for what a page reads.
 */
export const stepUpLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let stop = () => {};
      const run = (mayAsk: boolean) => {
        const subscription = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (!mayAsk || failureOf(error).code !== proofRequired) {
              observer.error(error);
              return;
            }
            void askForProof().then((isProven) => {
              if (isProven) run(false);
              else observer.error(error);
            });
          },
        });
        stop = () => subscription.unsubscribe();
      };
      run(op.type === 'mutation');
      return () => stop();
    });
