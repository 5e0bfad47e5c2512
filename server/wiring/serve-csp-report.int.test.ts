import { expect, it } from 'vitest';
import { serveCspReport } from '@/server/wiring/serve-csp-report';

const send = async (type: string, body: string): Promise<number> => {
  const request = new Request('http://localhost:3000/api/csp-reports', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  return (await serveCspReport(request)).status;
};

// Redis is a closed port here: reports are read all the same, as their policy says.
it.each([
  ['application/csp-report', '{"csp-report":{"document-uri":"http://localhost:3000/en"}}', 204],
  ['application/reports+json', '[]', 204],
  ['application/reports+json; charset=utf-8', '[]', 204],
  ['application/csp-report', 'no report', 400],
  ['text/plain', '[]', 415],
  ['application/json', '[]', 415],
  ['application/reports+json', `[${' '.repeat(70_000)}]`, 413],
])('%s is answered by its form alone', async (type, body, status) => {
  expect(await send(type, body)).toBe(status);
});
