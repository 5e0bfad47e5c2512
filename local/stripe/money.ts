/** Currencies whose minor unit is the currency itself (docs.stripe.com/currencies, "zero-decimal"). */
const ZERO_DECIMAL = new Set([
  'bif',
  'clp',
  'djf',
  'gnf',
  'jpy',
  'kmf',
  'krw',
  'mga',
  'pyg',
  'rwf',
  'vnd',
  'vuv',
  'xaf',
  'xof',
  'xpf',
]);

/** Currencies with a thousandth as minor unit. */
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** Smallest charge by currency, in minor units (docs.stripe.com/currencies, "minimum charge amounts"). */
const MINIMUM: Readonly<Record<string, number>> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  jpy: 50,
  chf: 50,
  aud: 50,
  cad: 50,
  nzd: 50,
  sgd: 50,
  brl: 50,
  inr: 50,
  dkk: 250,
  nok: 300,
  sek: 300,
  pln: 200,
  czk: 1500,
  mxn: 1000,
  hkd: 400,
};

const KNOWN = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** What the stand-in keeps of a charge: 2.9 % and thirty minor units, rounded half up. */
const FEE = { permille: 29, fixedMinor: 30 } as const;

/** What a lost or open dispute costs beside its amount, in minor units. */
export const DISPUTE_FEE_MINOR = 1_500;

/** Largest amount one charge may have: eight digits. */
export const MAX_AMOUNT_MINOR = 99_999_999;

/** Whether `code` (lower case) is a currency at all. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Digits after the decimal point of `currency` (lower case) as Stripe counts them: 0, 2 or 3. */
function decimalsOf(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** Smallest amount that may be charged in `currency`, in minor units. */
export function minimumOf(currency: string): number {
  return MINIMUM[currency] ?? 1;
}

/** The fee on a charge, in minor units, never more than the amount itself. */
export function feeOn(amountMinor: number): number {
  return Math.min(amountMinor, Math.round((amountMinor * FEE.permille) / 1000) + FEE.fixedMinor);
}

/** An amount as a person reads it, such as `€49.00` or `¥500`. */
export function formatMoney(amountMinor: number, currency: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}

/**
 * Splits `totalMinor` over `weights` in proportion, to the last minor unit: the parts add up to the total, and
 * no part exceeds its weight as long as the total does not exceed their sum.
 */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const part = Math.floor((totalMinor * seen) / sum) - given;
    given += part;
    return part;
  });
}
