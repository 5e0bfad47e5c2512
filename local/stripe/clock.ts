import type { Database } from './database';
import { expireSession } from './resources/checkout-sessions';
import { openDispute } from './resources/disputes';
import type { Scope } from './scope';

/** Longest time a timer of Node can wait; a later moment is looked at again then. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Does what falls due by itself: sessions expire, cardholders dispute. State is in the database, so a restart misses nothing. */
export class Clock {
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    private readonly db: Database,
    private readonly baseUrl: string,
  ) {
    db.onCommit(() => this.#schedule());
    this.#tick();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #moments(): number[] {
    const expiries = this.db.sessions
      .all()
      .filter((row) => row.status === 'open')
      .map((row) => row.expires_at * 1000);
    return [...expiries, ...this.db.dues.all().map((row) => row.at)];
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const moments = this.#moments();
    if (this.#isClosed || moments.length === 0) return;
    const next = moments.reduce((earliest, at) => Math.min(earliest, at));
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(0, next - Date.now()));
    this.#timer = setTimeout(() => this.#tick(), wait).unref();
  }

  #tick(): void {
    const nowMs = Date.now();
    const scope: Scope = {
      db: this.db,
      now: Math.floor(nowMs / 1000),
      baseUrl: this.baseUrl,
      request: { id: null, idempotencyKey: null },
    };
    this.db.transaction(() => {
      for (const session of this.db.sessions.all()) {
        if (session.status === 'open' && session.expires_at * 1000 <= nowMs) expireSession(scope, session);
      }
      for (const due of this.db.dues.all()) {
        if (due.at > nowMs) continue;
        this.db.dues.remove(due.id);
        const charge = this.db.charges.get(due.charge);
        if (charge && !charge.disputed && !charge.refunded) openDispute(scope, charge, due.reason);
      }
    });
    this.#schedule();
  }
}
