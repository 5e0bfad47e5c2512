import { join } from 'node:path';
import { Tables } from '@/local/durable/tables';
import * as objects from './objects';

/** How long finished records are kept; older ones go when the stand-in starts. */
const RETENTION_SECONDS = { event: 30 * 86_400, replay: 86_400 } as const;

/** The account's whole state, in memory and in a journal under `dataDir`. */
export class Database extends Tables {
  readonly customers = this.table('customer', objects.customerSchema);
  readonly products = this.table('product', objects.productSchema);
  readonly prices = this.table('price', objects.priceSchema);
  readonly coupons = this.table('coupon', objects.couponSchema);
  readonly promotionCodes = this.table('promotion_code', objects.promotionCodeSchema);
  readonly sessions = this.table('checkout.session', objects.sessionSchema);
  readonly checkouts = this.table('checkout', objects.checkoutSchema);
  readonly paymentIntents = this.table('payment_intent', objects.paymentIntentSchema);
  readonly attempts = this.table('attempt', objects.attemptSchema);
  readonly charges = this.table('charge', objects.chargeSchema);
  readonly balanceTransactions = this.table('balance_transaction', objects.balanceTransactionSchema);
  readonly refunds = this.table('refund', objects.refundSchema);
  readonly disputes = this.table('dispute', objects.disputeSchema);
  readonly events = this.table('event', objects.eventSchema);
  readonly deliveries = this.table('delivery', objects.deliverySchema);
  readonly replays = this.table('replay', objects.replaySchema);
  readonly dues = this.table('due', objects.dueSchema);

  /** @throws when the journal cannot be read */
  constructor(dataDir: string) {
    super();
    this.open(join(dataDir, 'stripe.jsonl'), () => this.#forgetOld(Date.now() / 1000));
  }

  #forgetOld(nowSeconds: number): void {
    this.replays.forget((row) => row.created < nowSeconds - RETENTION_SECONDS.replay);
    const isOld = (id: string) => (this.events.get(id)?.created ?? 0) < nowSeconds - RETENTION_SECONDS.event;
    this.deliveries.forget((row) => row.state !== 'pending' && isOld(row.event));
    const wanted = new Set(this.deliveries.all().map((row) => row.event));
    this.events.forget((row) => isOld(row.id) && !wanted.has(row.id));
  }
}
