import type { Card } from './objects';

/** How a test card behaves (docs.stripe.com/testing). */
export type CardBehaviour =
  | { kind: 'approve'; disputeReason?: 'fraudulent' | 'product_not_received' }
  | { kind: 'challenge'; outcome: 'approve' | 'decline' }
  | { kind: 'decline'; code: string; declineCode?: string; message: string };

const declined = 'Your card was declined.';

const BEHAVIOURS: Readonly<Record<string, CardBehaviour>> = {
  '4242424242424242': { kind: 'approve' },
  '5555555555554444': { kind: 'approve' },
  '378282246310005': { kind: 'approve' },
  '4000000000000077': { kind: 'approve' },
  '4000000000003220': { kind: 'challenge', outcome: 'approve' },
  '4000002500003155': { kind: 'challenge', outcome: 'approve' },
  '4000002760003184': { kind: 'challenge', outcome: 'approve' },
  '4000008400001629': { kind: 'challenge', outcome: 'decline' },
  '4000000000000259': { kind: 'approve', disputeReason: 'fraudulent' },
  '4000000000002685': { kind: 'approve', disputeReason: 'product_not_received' },
  '4000000000000002': {
    kind: 'decline',
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: declined,
  },
  '4000000000009995': {
    kind: 'decline',
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  '4000000000009987': {
    kind: 'decline',
    code: 'card_declined',
    declineCode: 'lost_card',
    message: declined,
  },
  '4000000000009979': {
    kind: 'decline',
    code: 'card_declined',
    declineCode: 'stolen_card',
    message: declined,
  },
  '4000000000000069': { kind: 'decline', code: 'expired_card', message: 'Your card has expired.' },
  '4000000000000127': {
    kind: 'decline',
    code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  },
  '4000000000000119': {
    kind: 'decline',
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
};

/** Payment methods of Stripe's test mode that stand for a card. */
const TEST_METHODS: Readonly<Record<string, string>> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeDeclinedExpiredCard: '4000000000000069',
  pm_card_chargeDeclinedIncorrectCvc: '4000000000000127',
  pm_card_chargeDeclinedProcessingError: '4000000000000119',
  pm_card_threeDSecure2Required: '4000000000003220',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_createDispute: '4000000000000259',
  pm_card_createDisputeProductNotReceived: '4000000000002685',
};

/** What the bank of this card will say; a number that is no test card is declined, as in test mode. */
export function behaviourOf(card: Card): CardBehaviour {
  return (
    BEHAVIOURS[card.number] ?? {
      kind: 'decline',
      code: 'card_declined',
      declineCode: 'test_mode_live_card',
      message:
        'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    }
  );
}

/** The card behind a test payment method such as `pm_card_visa`; undefined for any other name. */
export function cardOfMethod(method: string): Card | undefined {
  const number = TEST_METHODS[method];
  return number === undefined ? undefined : { number, expMonth: 12, expYear: 2034 };
}

/** Whether the digits satisfy the Luhn check (ISO/IEC 7812-1). */
export function hasValidChecksum(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The network a number belongs to, by its first digits. */
export function brandOf(number: string): 'amex' | 'mastercard' | 'unknown' | 'visa' {
  if (number.startsWith('4')) return 'visa';
  if (/^5[1-5]/.test(number)) return 'mastercard';
  return /^3[47]/.test(number) ? 'amex' : 'unknown';
}
