import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  type S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** An upload in parts, as the store knows it. */
export type MultipartId = { readonly key: string; readonly storeUploadId: string };

/** A part that has arrived whole: the store has verified its SHA-256, in base64. */
export type StoredPart = {
  readonly number: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly etag: string;
};

/** A part that a browser wants to send. */
export type PartToSend = {
  readonly number: number;
  readonly sha256: string;
  readonly expiresInSeconds: number;
};

/** Uploads of large files in parts that browsers send to the store themselves. */
export type MultipartPort = {
  /** Begins an upload whose parts are verified by their SHA-256; returns the store's id of it. */
  begin(key: string, contentType: string): Promise<string>;
  /** Signs the sending of one part: other bytes than those of the SHA-256 are refused by the store. */
  presignPart(
    upload: MultipartId,
    part: PartToSend,
  ): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** Returns the parts that have arrived, in order; null when the store does not know the upload (any more). */
  listParts(upload: MultipartId): Promise<readonly StoredPart[] | null>;
  /** Puts the parts together as one object; false when the store does not know the upload (any more). */
  complete(upload: MultipartId, parts: readonly StoredPart[]): Promise<boolean>;
  /** Lets the store forget the upload and its parts; an unknown one is no error. */
  abort(upload: MultipartId): Promise<void>;
};

type Client = {
  readonly client: () => S3Client;
  readonly signer: () => S3Client;
  readonly bucket: string;
};

const checksumHeader = 'x-amz-checksum-sha256';

function isUnknownUpload(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'NoSuchUpload';
}

/** Makes the part of an object store that takes files in parts. */
export function createMultipart({ client, signer, bucket: Bucket }: Client): MultipartPort {
  const named = ({ key, storeUploadId }: MultipartId) => ({ Bucket, Key: key, UploadId: storeUploadId });

  const page = async (upload: MultipartId, PartNumberMarker: string | undefined) =>
    await client().send(new ListPartsCommand({ ...named(upload), PartNumberMarker }));

  const allParts = async (upload: MultipartId): Promise<StoredPart[]> => {
    const parts: StoredPart[] = [];
    for (let marker: string | undefined, isLast = false; !isLast; ) {
      const { Parts = [], IsTruncated = false, NextPartNumberMarker } = await page(upload, marker);
      for (const { PartNumber, Size, ETag, ChecksumSHA256 } of Parts) {
        const isVerified = PartNumber !== undefined && ETag !== undefined && ChecksumSHA256 !== undefined;
        if (isVerified)
          parts.push({ number: PartNumber, bytes: Size ?? 0, sha256: ChecksumSHA256, etag: ETag });
      }
      marker = NextPartNumberMarker;
      isLast = !IsTruncated;
    }
    return parts;
  };

  return {
    async begin(Key, ContentType) {
      const { UploadId } = await client().send(
        new CreateMultipartUploadCommand({ Bucket, Key, ContentType, ChecksumAlgorithm: 'SHA256' }),
      );
      if (UploadId === undefined) throw new Error('The object store began an upload without an id.');
      return UploadId;
    },
    async presignPart(upload, { number, sha256, expiresInSeconds }) {
      const command = new UploadPartCommand({
        ...named(upload),
        PartNumber: number,
        ChecksumSHA256: sha256,
      });
      // In the address, the store would take the checksum for a parameter and not hold it against the body.
      const url = await getSignedUrl(signer(), command, {
        expiresIn: expiresInSeconds,
        unhoistableHeaders: new Set([checksumHeader]),
      });
      return { url, headers: { [checksumHeader]: sha256 } };
    },
    async listParts(upload) {
      try {
        return await allParts(upload);
      } catch (error) {
        if (isUnknownUpload(error)) return null;
        throw error;
      }
    },
    async complete(upload, parts) {
      try {
        const Parts = parts.map(({ number, etag, sha256 }) => ({
          PartNumber: number,
          ETag: etag,
          ChecksumSHA256: sha256,
        }));
        await client().send(
          new CompleteMultipartUploadCommand({ ...named(upload), MultipartUpload: { Parts } }),
        );
        return true;
      } catch (error) {
        if (isUnknownUpload(error)) return false;
        throw error;
      }
    },
    async abort(upload) {
      try {
        await client().send(new AbortMultipartUploadCommand(named(upload)));
      } catch (error) {
        if (!isUnknownUpload(error)) throw error;
      }
    },
  };
}
