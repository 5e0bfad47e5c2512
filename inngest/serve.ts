import { serve } from 'inngest/next';
import { inngest } from '@/inngest/client';
import { functions } from '@/inngest/functions';

/** Lets Inngest see and call our functions; requests without its signature are refused by the SDK. */
export const { GET, POST, PUT } = serve({ client: inngest, functions });
