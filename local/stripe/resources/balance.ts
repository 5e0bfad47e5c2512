import { newId } from '../ids';
import type { BalanceTransaction } from '../objects';
import type { Scope } from '../scope';

/** How long money that came in is pending, in seconds. */
const PENDING_SECONDS = 2 * 86_400;

/** Books one movement of the balance within the running transaction. `amountMinor` is negative for money going out. */
export function book(
  scope: Scope,
  entry: Pick<BalanceTransaction, 'currency' | 'fee' | 'source' | 'type'> & {
    amountMinor: number;
    description: string | null;
  },
): BalanceTransaction {
  const category = entry.type === 'adjustment' ? 'dispute' : entry.type;
  return scope.db.balanceTransactions.put({
    id: newId('txn'),
    object: 'balance_transaction',
    amount: entry.amountMinor,
    available_on: scope.now + (entry.amountMinor > 0 ? PENDING_SECONDS : 0),
    balance_type: 'payments',
    created: scope.now,
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee: entry.fee,
    fee_details:
      entry.fee === 0
        ? []
        : [
            {
              amount: entry.fee,
              application: null,
              currency: entry.currency,
              description: category === 'dispute' ? 'Dispute fee' : 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: entry.amountMinor - entry.fee,
    reporting_category: category,
    source: entry.source,
    status: 'pending',
    type: entry.type,
  });
}

/** What a caller sees of a movement: its status is reckoned at this moment. */
export function renderBalanceTransaction(scope: Scope, row: BalanceTransaction): Record<string, unknown> {
  return { ...row, status: row.available_on <= scope.now ? 'available' : 'pending' };
}
