import { getSignedUrl } from '@aws-sdk/cloudfront-signer';

/** A CloudFront distribution over the private objects, whose addresses only we can sign. */
export type DeliveryConfig = {
  /** Where the distribution is, without a slash at the end. */
  readonly url: string;
  /** The id of the public key in the distribution's key group. */
  readonly keyPairId: string;
  /** The private key that belongs to it, in PEM; line ends may be written `\n`, as variables hold them. */
  readonly privateKey: string;
};

/** Takes the bytes of private files to readers from near them, after we have let the reader in. */
export type Delivery = {
  /** Returns an address of one object that works until then, for whoever has it: give it out for moments only. */
  addressOf(key: string, until: Date): string;
};

/** Makes the delivery by CloudFront; nothing is asked of it. */
export function createCloudFrontDelivery({ url, keyPairId, privateKey }: DeliveryConfig): Delivery {
  const pem = privateKey.replaceAll('\\n', '\n');
  return {
    addressOf(key, until) {
      const path = key.split('/').map(encodeURIComponent).join('/');
      return getSignedUrl({ url: `${url}/${path}`, keyPairId, privateKey: pem, dateLessThan: until });
    },
  };
}
