import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** Flags of authenticator data (WebAuthn §6.1): somebody is there, was verified, and a credential is attached. */
const flags = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const text = (data: Uint8Array | string) => Buffer.from(data).toString('base64url');

/** How a key answers: what a sound one does not do can be asked of it. */
export type Behaviour = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly counter?: number;
  readonly isVerified?: boolean;
};

/** A passkey in software, as an authenticator would hold it: ES256, one credential, a counter. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  private counter = 0;
  private readonly key: KeyObject;
  private readonly cose: Uint8Array;

  /** @param origin page that asks @param userId whom the passkey is of, as the site says */
  constructor(
    private readonly origin: string,
    private readonly userId: string,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.key = privateKey;
    this.cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }

  private authData({ rpId, counter, isVerified = true }: Behaviour, attached: Uint8Array | null): Buffer {
    const head = Buffer.alloc(5);
    head[0] = flags.present | (isVerified ? flags.verified : 0) | (attached === null ? 0 : flags.attested);
    head.writeUInt32BE(counter ?? this.counter, 1);
    return Buffer.concat([sha256(rpId ?? new URL(this.origin).hostname), head, attached ?? Buffer.alloc(0)]);
  }

  private clientData(type: string, challenge: string, origin = this.origin): string {
    return JSON.stringify({ type, challenge, origin, crossOrigin: false });
  }

  /** Answers an offer (WebAuthn §6.3.2). */
  make(challenge: string, behaviour: Behaviour = {}) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const attached = Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.cose]);
    const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(this.authData(behaviour, attached))],
    ]);
    const id = text(this.credentialId);
    return {
      id,
      rawId: id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(this.clientData('webauthn.create', challenge, behaviour.origin)),
        attestationObject: text(isoCBOR.encode(attestation)),
        transports: ['internal'],
      },
    };
  }

  /** Answers a request for a proof (WebAuthn §6.3.3); its counter goes up each time. */
  prove(challenge: string, behaviour: Behaviour = {}) {
    this.counter += 1;
    const clientData = this.clientData('webauthn.get', challenge, behaviour.origin);
    const authData = this.authData(behaviour, null);
    const signature = createSign('sha256')
      .update(Buffer.concat([authData, sha256(clientData)]))
      .sign(this.key);
    const id = text(this.credentialId);
    return {
      id,
      rawId: id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(clientData),
        authenticatorData: text(authData),
        signature: text(signature),
        userHandle: text(this.userId),
      },
    };
  }
}
