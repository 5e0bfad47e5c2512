import type { Prisma, PrismaClient } from '@/prisma/generated/client';

declare const brand: unique symbol;

/** The database outside any transaction. Only this one may open a transaction, and I/O to others happens only beside it. */
export type Db = PrismaClient & { readonly [brand]: 'db' };

/** An open transaction: no mail, HTTP, object store or Stripe while it lasts. */
export type Tx = Prisma.TransactionClient & { readonly [brand]: 'tx' };

/** Either one; what a repo function that only needs rows takes. */
export type Conn = Db | Tx;
