import { hubConfig, hubConfigVariable } from './config';
import { startHub } from './start-hub';

const hub = await startHub(hubConfig.parse(JSON.parse(process.env[hubConfigVariable] ?? '{}')));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void hub.close());
}
