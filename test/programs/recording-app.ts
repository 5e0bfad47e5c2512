import http from 'node:http';
import { serve } from 'inngest/node';
import { inngest } from '@/inngest/client';
import { prepareRecording } from '@/inngest/functions/media/prepare-asset';

/*
 * The function that makes recordings ready, as a process of its own that a test can kill. Everything else is as the site
 * runs it: settings from the environment, the same services.
 */
const handler = serve({ client: inngest, functions: [prepareRecording] });
const server = http.createServer((request, response) => void handler(request, response));
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.stdout.write('"listening"\n'));
