import { type Html, html } from '@/local/web/html';
import { formatMoney } from '../money';
import type { Charge, Delivery, Dispute, StripeEvent } from '../objects';
import type { Scope } from '../scope';
import { documentOf } from './layout';

/** How many of the newest payments and events the page shows. */
const SHOWN = 50;

function moment(seconds: number): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

function button(action: string, label: string, fields: Readonly<Record<string, string>> = {}): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${action}">${hidden}<button class="plain small">${label}</button></form>`;
}

function stateOf(charge: Charge): string {
  if (charge.disputed) return 'disputed';
  if (charge.refunded) return 'refunded';
  if (charge.amount_refunded > 0) return 'partly refunded';
  return charge.status;
}

function disputeActions(dispute: Dispute | undefined): Html | undefined {
  if (!dispute) return undefined;
  if (dispute.status === 'won' || dispute.status === 'lost')
    return html`<p class="soft">Dispute ${dispute.status}</p>`;
  const action = `/stripe/disputes/${dispute.id}/decide`;
  return html`<div class="actions">${button(action, 'Decide for the shop', { outcome: 'won' })}${button(action, 'Decide for the cardholder', { outcome: 'lost' })}</div>`;
}

function payment(scope: Scope, charge: Charge): Html {
  const money = (amount: number) => formatMoney(amount, charge.currency);
  const left = charge.amount_captured - charge.amount_refunded;
  const mayAct = charge.paid && !charge.disputed && left > 0;
  const dispute = scope.db.disputes.all().find((row) => row.charge === charge.id);
  return html`<article class="card"><div class="row"><strong class="amount">${money(charge.amount)}</strong><span class="state">${stateOf(charge)}</span></div><p class="soft">${moment(charge.created)} · <code>${charge.payment_intent}</code> · <code>${charge.id}</code>${
    charge.amount_refunded > 0 ? html` · ${money(charge.amount_refunded)} refunded` : undefined
  }</p>${
    mayAct
      ? html`<div class="actions"><form method="post" action="/stripe/charges/${charge.id}/refund" class="inline"><label class="soft" for="amount-${charge.id}">Minor units</label><input id="amount-${charge.id}" name="amount" inputmode="numeric" value="${left}" size="8"><button class="plain small">Refund</button></form>${button(`/stripe/charges/${charge.id}/dispute`, 'Open a dispute')}</div>`
      : undefined
  }${disputeActions(dispute)}</article>`;
}

function deliveryText(row: Delivery): string {
  const tries = `${row.attempts} ${row.attempts === 1 ? 'attempt' : 'attempts'}`;
  return `${row.state}, ${tries}${row.lastResult ? `, ${row.lastResult}` : ''}`;
}

function event(row: StripeEvent, deliveries: readonly Delivery[]): Html {
  return html`<article class="card"><div class="row"><strong>${row.type}</strong><span class="state">${deliveries[0]?.state ?? 'not queued'}</span></div><p class="soft">${moment(row.created)} · <code>${row.id}</code></p>${deliveries.map(
    (delivery) => html`<p class="soft">${deliveryText(delivery)}</p>`,
  )}<details><summary>Payload</summary><pre>${JSON.stringify(row, null, 2)}</pre></details><div class="actions">${button(`/stripe/events/${row.id}/resend`, 'Resend', { times: '1' })}${button(`/stripe/events/${row.id}/resend`, 'Deliver twice', { times: '2' })}</div></article>`;
}

/** The page that lists payments and events, with what a person may do to them. */
export function dashboardPage(scope: Scope, webhookUrl: string): string {
  const charges = scope.db.charges.all().slice(0, SHOWN);
  const events = scope.db.events.all().slice(0, SHOWN);
  const deliveries = scope.db.deliveries.all();
  return documentOf(
    'Payments',
    html`<span class="test">Test mode</span><h1>Payments</h1><p class="soft">Events go to <code>${webhookUrl}</code>.</p>${
      charges.length > 0
        ? charges.map((charge) => payment(scope, charge))
        : html`<p class="card">No payment yet. Buy something in the app with the card 4242 4242 4242 4242.</p>`
    }<h2>Events</h2>${
      events.length > 0
        ? events.map((row) =>
            event(
              row,
              deliveries.filter((delivery) => delivery.event === row.id),
            ),
          )
        : html`<p class="card">Nothing has happened yet.</p>`
    }`,
  );
}

/** The receipt of one charge. */
export function receiptPage(charge: Charge): string {
  const money = (amount: number) => formatMoney(amount, charge.currency);
  return documentOf(
    'Receipt',
    html`<div class="sheet"><span class="test">Test mode</span><h1>Receipt</h1><section class="card"><ul class="lines"><li><span>${
      charge.paid ? 'Paid' : 'Declined'
    }</span><span class="amount">${money(charge.amount)}</span></li>${
      charge.amount_refunded > 0
        ? html`<li><span>Refunded</span><span class="amount">${money(charge.amount_refunded)}</span></li>`
        : undefined
    }</ul><p class="soft">${moment(charge.created)} · <code>${charge.id}</code></p></section></div>`,
  );
}
