import type { ServerResponse } from 'node:http';
import type { Delivery, RedisBackend } from './backend';
import { bytesOf, textOf } from './reply';

const HEARTBEAT_MS = 15_000;

function dataLines(text: string): string {
  return `${text
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;
}

function deliveryLine({ pattern, channel, message }: Delivery): string {
  const parts = pattern === null ? ['message'] : ['pmessage', textOf(pattern)];
  return [...parts, textOf(channel), textOf(message)].join(',');
}

/** Streams a subscription as server-sent events until the client leaves: a confirmation a channel, then messages. */
export async function streamSubscription(
  backend: RedisBackend,
  kind: 'subscribe' | 'psubscribe',
  names: readonly string[],
  response: ServerResponse,
): Promise<void> {
  // Messages that arrive while the confirmation is still being written must come after it.
  const early: Delivery[] = [];
  let isOpen = false;
  const unsubscribe = await backend.subscribe(kind, names.map(bytesOf), (delivery) => {
    if (isOpen) response.write(dataLines(deliveryLine(delivery)));
    else early.push(delivery);
  });
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  names.forEach((name, index) => {
    response.write(dataLines(`${kind},${name},${index + 1}`));
  });
  for (const delivery of early) response.write(dataLines(deliveryLine(delivery)));
  isOpen = true;
  const heartbeat = setInterval(() => response.write(': keep-alive\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
