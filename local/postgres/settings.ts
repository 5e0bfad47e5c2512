/** What a server is run for: `durable` survives a power cut, `test` trades that for speed and keeps nothing. */
export type PostgresProfile = 'durable' | 'test';

/** Sized for the two cores and the few hundred MiB the whole local stack is meant to fit in; measured in docs/local.md. */
const common = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '48MB',
  effective_cache_size: '512MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  // The default starts three worker processes for reads that a local data set answers from memory.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '4',
  autovacuum_max_workers: '1',
  autovacuum_worker_slots: '2',
  jit: 'off',
  random_page_cost: '1.1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  log_checkpoints: 'off',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;

const perProfile = {
  durable: {},
  test: {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    max_connections: '200',
  },
} as const satisfies Record<PostgresProfile, Record<string, string>>;

/** The `-c name=value` arguments of the server for a profile; the configuration files of the cluster stay untouched. */
export function serverArguments(profile: PostgresProfile): string[] {
  const settings = { ...common, ...perProfile[profile] };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
