import { spawn } from 'node:child_process';

/**
 * Runs the workflow tests against the Inngest server that `INNGEST_BASE_URL` names, with `INNGEST_EVENT_KEY` and
 * `INNGEST_SIGNING_KEY`; without it, against the embedded executor. The server must reach this machine, because the
 * tests serve their functions on a free local port: a self-hosted one beside it, or the cloud through a tunnel.
 */
const server = process.env['INNGEST_BASE_URL'];
const missing = ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'].filter((name) => !process.env[name]);
if (server && missing.length > 0) {
  process.stderr.write(
    `Set ${missing.join(' and ')} as well: the server at ${server} knows its own keys only.\n`,
  );
  process.exit(1);
}
process.stdout.write(`Workflow tests against ${server ?? 'the embedded executor'}\n`);
const args = ['run', '--project', 'contract', 'local/inngest/workflows'];
// The real server waits half a minute and more between attempts.
if (server) args.push('--testTimeout', '300000');
const tests = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { stdio: 'inherit' });
tests.on('exit', (code) => process.exit(code ?? 1));
